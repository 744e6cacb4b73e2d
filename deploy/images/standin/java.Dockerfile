# Stand-in for eclipse-temurin:25-jre.
FROM darkroom-standin/debian
COPY jre/ /opt/java/
ENV PATH=/opt/java/bin:$PATH JAVA_HOME=/opt/java
