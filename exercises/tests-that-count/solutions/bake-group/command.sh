set -e
docker buildx bake
docker push registry.example.com/orders-api:1.4.0
