# Stand-in for an S3 store: S3Proxy over a directory.
FROM darkroom-standin/java
COPY lib/ /opt/s3/libs/
COPY StandInS3.java /opt/s3/StandInS3.java
RUN mkdir -p /data && chown -R 1000:1000 /data
USER 1000:1000
EXPOSE 9000
CMD ["java", "-Xmx256m", "-XX:+UseSerialGC", "-cp", "/opt/s3/libs/*", "/opt/s3/StandInS3.java"]
