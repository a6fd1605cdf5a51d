# Builds and packages functions on Amazon Linux 2023, from any system that has Docker with BuildKit. In the package:
#
#   docker build --file …/martlet/runtime/build.Dockerfile --output .build/package .
#
# What comes out is what `martlet package` makes, for the machine that Docker runs on, or for the one that
# `--platform linux/arm64` or `--platform linux/amd64` names. Static executables can be built on any Linux. This is for
# those that load libraries, which must be no newer than Lambda's, and for systems other than Linux.
#
#   --build-arg FUNCTIONS="Hello Echo"                       some functions alone
#   --build-arg OPTIONS="--link dynamic --libcurl system"    other options of `martlet package`
#   --build-arg PACKAGE=shop                                 the package's folder in the context, where it depends on
#                                                            others by path: then the context is the folder above
#   --build-arg SWIFT=6.3.1                                  the version of Swift

ARG SWIFT=6.3
FROM swift:${SWIFT}-amazonlinux2023 AS build

# What the build of libcurl needs and the image lacks; all else, such as the static C library, is there.
# The image holds to one release of the repository, so no versions are named.
# hadolint ignore=DL3041
RUN dnf install -y make perl && dnf clean all

WORKDIR /source
COPY . .
ARG PACKAGE=.
WORKDIR /source/${PACKAGE}
ARG FUNCTIONS=""
ARG OPTIONS=""
# hadolint ignore=SC2086
RUN swift run martlet package ${FUNCTIONS} ${OPTIONS} --output /artifacts

FROM scratch
COPY --from=build /artifacts /
