trivy image --exit-code 1 --severity HIGH,CRITICAL --vex api.openvex.json node:24-alpine
