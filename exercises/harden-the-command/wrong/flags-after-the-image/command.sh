# shop-app is built from the Dockerfile beside this file.
# It listens on the port in PORT (8080 unless set), needs no capability and no device, and runs as any user.
# It writes temporary files to /tmp, and nothing else. 512 MB and one processor are plenty.
docker run -d -p 8080:8080 shop-app --cap-drop ALL --security-opt no-new-privileges --read-only --tmpfs /tmp --user 10001:10001 --memory 512m --cpus 1 --pids-limit 200
