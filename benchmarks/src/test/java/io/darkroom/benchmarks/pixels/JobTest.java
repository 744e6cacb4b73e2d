package io.darkroom.benchmarks.pixels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

class JobTest {

    @Test
    void everyJobIsAMethodOfDarkroomsSide() {
        assertThat(benchmarks(DarkroomPixels.class))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Job.values()).map(Job::method).toList());
    }

    @Test
    void everyJobThatTheJdkCanDoIsAMethodOfItsSide() {
        assertThat(benchmarks(JdkPixels.class))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Job.values()).filter(Job::isInJdk).map(Job::method).toList());
    }

    private static List<String> benchmarks(Class<?> side) {
        return Arrays.stream(side.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(Method::getName)
                .toList();
    }
}
