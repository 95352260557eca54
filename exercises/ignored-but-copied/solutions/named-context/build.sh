docker build --file nginx.Dockerfile --build-context site=./dist --tag shop-web .
