docker build --file nginx.Dockerfile --tag shop-web .
