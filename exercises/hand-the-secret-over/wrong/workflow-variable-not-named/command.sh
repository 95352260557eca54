#!/bin/sh
# CI builds the image: see the workflow.
