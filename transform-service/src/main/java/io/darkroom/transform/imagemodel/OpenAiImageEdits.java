package io.darkroom.transform.imagemodel;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.openai.OpenAiImageModel;
import io.darkroom.contracts.Cost;
import io.darkroom.contracts.Failure;
import io.darkroom.stage.TransientStageException;
import io.darkroom.transform.outpaint.ImageEdits;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /images/edits} of an OpenAI-compatible API, by LangChain4j. */
final class OpenAiImageEdits implements ImageEdits {
    private static final URI OPENAI = URI.create("https://api.openai.com/v1");
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    private final ImageModelConfig config;
    private final List<Size> sizes;
    private final Troubles troubles;
    private final EditHttp http;

    private OpenAiImageEdits(ImageModelConfig config, List<Size> sizes) {
        this.config = config;
        this.sizes = sizes;
        this.troubles = new Troubles();
        this.http = new EditHttp(config.timeout(), config.maxAnswerBytes());
    }

    /**
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    static OpenAiImageEdits of(ImageModelConfig config) {
        return new OpenAiImageEdits(
                config, config.sizes().stream().map(OpenAiImageEdits::size).toList());
    }

    private static Size size(String text) {
        Matcher matcher = SIZE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "darkroom.image-model.sizes lists sizes such as 1536x1024, not '" + text + "'");
        }
        return new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public String engine() {
        return config.engine();
    }

    @Override
    public String model() {
        return config.name();
    }

    @Override
    public List<Size> sizes() {
        return sizes;
    }

    @Override
    public @Nullable Cost cost() {
        return config.price()
                .map(price -> new Cost(config.currency(), price, null, null))
                .orElse(null);
    }

    @Override
    public byte[] edit(byte[] png, byte[] mask, Size size, String prompt) {
        byte[] answer;
        try {
            answer = bytes(client(size).edit(image(png), image(mask), prompt).content());
        } catch (RuntimeException e) {
            throw troubles.of(e);
        }
        troubles.answered();
        return answer;
    }

    /** The size is the client's in LangChain4j; making one costs nothing. */
    private OpenAiImageModel client(Size size) {
        return OpenAiImageModel.builder()
                .httpClientBuilder(http)
                .baseUrl(config.baseUrl().orElse(OPENAI).toString())
                .apiKey(config.apiKey().orElse("none"))
                .modelName(config.name())
                .size(size.toString())
                .maxRetries(0)
                .build();
    }

    private static Image image(byte[] png) {
        return Image.builder()
                .base64Data(Base64.getEncoder().encodeToString(png))
                .mimeType("image/png")
                .build();
    }

    /** Only what the answer holds itself: a URL in it would lead anywhere. */
    private static byte[] bytes(Image image) {
        String data = image.base64Data();
        if (data == null) {
            throw new TransientStageException(
                    Failure.of(
                            "model-answer-invalid",
                            "The image model's answer cannot be used",
                            "It holds no picture (b64_json)"));
        }
        return Base64.getDecoder().decode(data);
    }
}
