trivy image --exit-code 1 --severity HIGH,CRITICAL --vex api.cdx.json ghcr.io/acme/api@sha256:3f1c0a9be27d5846c1f09e7ab4d25830917c6e5fd8b2a4036e9f71cd0582ba6e
