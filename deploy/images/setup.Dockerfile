# The one-shot job that makes topics, share groups and buckets:
#
#   docker build -f deploy/images/setup.Dockerfile -t darkroom/setup deploy/setup/target/setup-app
ARG BASE=eclipse-temurin:25-jre
FROM ${BASE}

LABEL org.opencontainers.image.title="darkroom/setup"

WORKDIR /app
COPY lib/ lib/
COPY setup.jar setup.jar

USER 10001:10001
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-jar", "/app/setup.jar"]
