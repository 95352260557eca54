set -e
docker build --target test -t orders-api-test .
docker run --rm orders-api-test
docker build -t registry.example.com/orders-api:1.4.0 .
docker push registry.example.com/orders-api:1.4.0
