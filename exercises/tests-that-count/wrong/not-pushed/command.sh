set -e
docker build --target test .
docker build -t orders-api .
