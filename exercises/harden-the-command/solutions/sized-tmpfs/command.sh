# shop-app is built from the Dockerfile beside this file.
# It listens on the port in PORT (8080 unless set), needs no capability and no device, and runs as any user.
# It writes temporary files to /tmp, and nothing else. 512 MB and one processor are plenty.
docker container run --detach --publish=127.0.0.1:8080:8080 --name=shop \
  --cap-drop=all --security-opt=no-new-privileges:true \
  --read-only=true --mount type=tmpfs,dst=/tmp,tmpfs-size=64m \
  -u 10001 -m 0.5g --cpus=1.0 --pids-limit=100 shop-app:latest
