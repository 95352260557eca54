set -e
docker build -t registry.example.com/orders-api:1.4.0 .
docker push registry.example.com/orders-api:1.4.0
