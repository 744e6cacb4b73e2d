# Stand-in for apache/kafka: the same KAFKA_* variables, port and user-visible behaviour.
FROM darkroom-standin/java
COPY lib/ /opt/kafka/libs/
COPY kafka-run /etc/kafka/docker/run
RUN chmod 755 /etc/kafka/docker/run && mkdir -p /var/lib/kafka/data && chown -R 1000:1000 /var/lib/kafka
USER 1000:1000
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
