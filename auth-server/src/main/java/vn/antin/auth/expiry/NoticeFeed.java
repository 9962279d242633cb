package vn.antin.auth.expiry;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.account.AccountId;
import vn.antin.auth.oauth2.ServiceTokens;

/** signing-service's notices in their order. Thread-safe. */
final class NoticeFeed {
  private static final String SCOPE = "certificate-notice.read";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(10);
  private static final int PAGE = 200;
  private static final int MOST_BYTES = 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RestClient http;
  private final ServiceTokens tokens;

  NoticeFeed(RestClient.Builder builder, String url, ServiceTokens tokens) {
    var factory =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    factory.setReadTimeout(READ);
    this.http = builder.baseUrl(url).requestFactory(factory).build();
    this.tokens = tokens;
  }

  /** What signing-service says. */
  sealed interface Answer {
    /**
     * The notices after the one asked for that still call for something.
     *
     * @param next where to go on
     * @param more whether there are further ones now
     */
    record Page(List<CertificateNotice> notices, long next, boolean more) implements Answer {}

    /** Nothing that can be used; the reason is for operators. */
    record Away(String reason) implements Answer {}
  }

  Answer after(long number) {
    try {
      return http.get()
          .uri("/internal/certificate-notices?after={number}&limit={limit}", number, PAGE)
          .headers(headers -> headers.setBearerAuth(tokens.mint(SCOPE)))
          .exchange((_, response) -> answer(response, number));
    } catch (RestClientException e) {
      String cause = e.getMostSpecificCause().getClass().getSimpleName();
      return new Answer.Away("signing-service does not answer: " + cause);
    }
  }

  private static Answer answer(ClientHttpResponse response, long after) throws IOException {
    if (!response.getStatusCode().is2xxSuccessful()) {
      return new Answer.Away(
          "signing-service answers with status " + response.getStatusCode().value());
    }
    byte[] body = response.getBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return new Answer.Away("signing-service's answer is longer than " + MOST_BYTES + " bytes");
    }
    try {
      return JSON.readValue(body, Feed.class).page(after);
    } catch (JacksonException | IllegalArgumentException e) {
      return new Answer.Away("signing-service's answer is not a page of notices");
    }
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("a member is missing");
    }
    return value;
  }

  private record Feed(@Nullable List<Item> items, long next, boolean more) {
    Answer page(long after) {
      List<Item> all = required(items);
      if (next < after || (more && next == after)) {
        throw new IllegalArgumentException("the feed does not go on");
      }
      return new Answer.Page(
          all.stream().filter(Item::calls).map(Item::notice).toList(), next, more);
    }
  }

  /**
   * @param open whether the certificate is in force and has no successor
   * @param seenAt when the recipient put the notice away; null: not yet
   */
  private record Item(
      long number,
      @Nullable UUID recipient,
      @Nullable String role,
      @Nullable UUID certificate,
      @Nullable Instant validTo,
      int days,
      boolean open,
      @Nullable Instant seenAt) {
    boolean calls() {
      return open && seenAt == null;
    }

    CertificateNotice notice() {
      return new CertificateNotice(
          number,
          new AccountId(required(recipient)),
          "holder".equals(role),
          required(certificate),
          days,
          required(validTo));
    }
  }
}
