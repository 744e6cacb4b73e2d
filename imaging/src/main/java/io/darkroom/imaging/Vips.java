package io.darkroom.imaging;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/**
 * The functions of libvips (8.13 or later) that are used here, through the JDK's foreign-function
 * interface. The library is an optional companion that the operator installs; nothing of it comes
 * with Darkroom.
 */
@SuppressWarnings("restricted") // the symbols and signatures are those of libvips' stable C API
final class Vips {
    private static final List<String> NAMES =
            List.of("libvips.so.42", "libvips.42.dylib", "libvips-42.dll");
    private static final System.Logger LOG = System.getLogger(Vips.class.getName());
    private static final Optional<Vips> FOUND = find();

    private final SymbolLookup library;
    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle unref;
    private final MethodHandle free;
    private final MethodHandle errors;
    private final MethodHandle clearErrors;

    private Vips(SymbolLookup library) {
        this.library = library;
        unref = function("g_object_unref", FunctionDescriptor.ofVoid(ADDRESS));
        free = function("g_free", FunctionDescriptor.ofVoid(ADDRESS));
        errors = function("vips_error_buffer_copy", FunctionDescriptor.of(ADDRESS));
        clearErrors = function("vips_error_clear", FunctionDescriptor.ofVoid());
    }

    /** The library, where this machine has it. */
    static Optional<Vips> installed() {
        return FOUND;
    }

    private static Optional<Vips> find() {
        for (String name : NAMES) {
            try {
                var vips = new Vips(SymbolLookup.libraryLookup(name, Arena.global()));
                vips.start();
                LOG.log(System.Logger.Level.INFO, "libvips found library={0}", name);
                return Optional.of(vips);
            } catch (IllegalArgumentException | UnsatisfiedLinkError e) {
                LOG.log(System.Logger.Level.DEBUG, "No libvips library={0}", name);
            }
        }
        return Optional.empty();
    }

    /** One thread for each call, as for OpenCV, and no cache of what was done before. */
    private void start() {
        try (Arena arena = Arena.ofConfined()) {
            int failed =
                    (int)
                            call(
                                    function("vips_init", FunctionDescriptor.of(JAVA_INT, ADDRESS)),
                                    arena.allocateFrom("darkroom"));
            if (failed != 0) {
                throw new IllegalArgumentException("libvips does not start: " + takeErrors());
            }
        }
        var set = FunctionDescriptor.ofVoid(JAVA_INT);
        call(function("vips_concurrency_set", set), 1);
        call(function("vips_cache_set_max", set), 0);
    }

    /** Whether there is such an operation, such as {@code heifload_buffer}. */
    boolean has(String operation) {
        try (Arena arena = Arena.ofConfined()) {
            var find =
                    function("vips_type_find", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
            return (long)
                            call(
                                    find,
                                    arena.allocateFrom("VipsOperation"),
                                    arena.allocateFrom(operation))
                    != 0;
        }
    }

    /** A function with a fixed list of arguments. */
    MethodHandle function(String name, FunctionDescriptor signature) {
        return linker.downcallHandle(symbol(name), signature);
    }

    /**
     * A function whose optional arguments, pairs of a name and a value up to a null, follow the
     * first ones.
     *
     * @param fixed how many arguments come before them
     */
    MethodHandle variadic(String name, int fixed, MemoryLayout... arguments) {
        return linker.downcallHandle(
                symbol(name),
                FunctionDescriptor.of(JAVA_INT, arguments),
                Linker.Option.firstVariadicArg(fixed));
    }

    private MemorySegment symbol(String name) {
        return library.find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "libvips has no " + name + "; 8.13 or later is needed"));
    }

    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("A native function threw", e);
        }
    }

    void release(MemorySegment image) {
        call(unref, image);
    }

    void free(MemorySegment memory) {
        call(free, memory);
    }

    /** What libvips says went wrong since the last time, in one line. */
    String takeErrors() {
        var text = (MemorySegment) call(errors);
        try {
            return text.reinterpret(Long.MAX_VALUE).getString(0).strip().replace('\n', ';');
        } finally {
            free(text);
            call(clearErrors);
        }
    }
}
