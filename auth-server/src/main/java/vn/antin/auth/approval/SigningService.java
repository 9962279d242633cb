package vn.antin.auth.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.auth.approval.asked.HashValue;
import vn.antin.auth.approval.asked.WantedCredential;
import vn.antin.auth.oauth2.ServiceTokens;

/** Asks signing-service what it holds under a request. Thread-safe. */
final class SigningService {
  private static final Logger LOG = LoggerFactory.getLogger(SigningService.class);
  private static final String SCOPE = "signature-request.read";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(15);
  private static final int MAX_PREVIEW_BYTES = 8 * 1024 * 1024;

  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final RestClient http;

  SigningService(RestClient.Builder builder, String url, ServiceTokens tokens) {
    var factory =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    factory.setReadTimeout(READ);
    this.http =
        builder
            .baseUrl(url)
            .requestFactory(factory)
            .requestInterceptor((request, body, execution) -> {
              request.getHeaders().setBearerAuth(tokens.mint(SCOPE));
              return execution.execute(request, body);
            })
            .build();
  }

  Answer find(UUID requestId) {
    try {
      return http.get()
          .uri("/internal/signature-requests/{id}", requestId)
          .exchange((request, response) -> answer(response));
    } catch (RestClientException | JacksonException | IllegalArgumentException e) {
      LOG.warn("signing-service gave no usable description of request {}", requestId, e);
      return new Answer.Unreachable();
    }
  }

  /**
   * The certificates of what is wanted with which the official may sign now; empty without an
   * answer.
   */
  Optional<List<UsableCredential>> usable(UUID official, WantedCredential wanted) {
    try {
      return wanted.id() == null
          ? http.get()
              .uri(
                  "/internal/credentials?official={official}&qualifier={qualifier}",
                  official,
                  wanted.qualifier())
              .exchange((request, response) ->
                  read(response, Credentials.class).map(found -> usable(found.items(), wanted)))
          : http.get()
              .uri("/internal/credentials/{id}?official={official}", wanted.id(), official)
              .exchange((request, response) ->
                  response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)
                      ? Optional.of(List.of())
                      : read(response, DescribedCredential.class)
                          .map(found -> usable(List.of(found), wanted)));
    } catch (RestClientException | JacksonException | IllegalArgumentException e) {
      LOG.warn("signing-service gave no usable answer about certificates", e);
      return Optional.empty();
    }
  }

  private static List<UsableCredential> usable(
      List<DescribedCredential> found, WantedCredential wanted) {
    return found.stream()
        .filter(each -> each.usable() && each.has(wanted.qualifier()))
        .map(DescribedCredential::credential)
        .toList();
  }

  private static <T> Optional<T> read(ClientHttpResponse response, Class<T> type)
      throws IOException {
    if (!response.getStatusCode().is2xxSuccessful()) {
      LOG.warn("signing-service answered {} when asked of certificates", response.getStatusCode());
      return Optional.empty();
    }
    return Optional.of(JSON.readValue(response.getBody(), type));
  }

  /** A page of a document as PNG; empty when there is none or it could not be drawn. */
  Optional<byte[]> preview(UUID requestId, int document, int page) {
    try {
      return http.get()
          .uri(
              "/internal/signature-requests/{id}/documents/{document}/pages/{page}",
              requestId,
              document,
              page)
          .exchange((request, response) ->
              response.getStatusCode().is2xxSuccessful() ? image(response) : Optional.empty());
    } catch (RestClientException e) {
      LOG.warn("signing-service gave no preview for request {}", requestId, e);
      return Optional.empty();
    }
  }

  private static Answer answer(ClientHttpResponse response) throws IOException {
    if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
      return new Answer.Absent();
    }
    if (!response.getStatusCode().is2xxSuccessful()) {
      LOG.warn("signing-service answered {} when asked for a request", response.getStatusCode());
      return new Answer.Unreachable();
    }
    Description description = JSON.readValue(response.getBody(), Description.class);
    return new Answer.Found(description.request());
  }

  private static Optional<byte[]> image(ClientHttpResponse response) throws IOException {
    try (InputStream body = response.getBody()) {
      byte[] bytes = body.readNBytes(MAX_PREVIEW_BYTES + 1);
      return bytes.length > MAX_PREVIEW_BYTES ? Optional.empty() : Optional.of(bytes);
    }
  }

  sealed interface Answer {
    record Found(SignatureRequest request) implements Answer {}

    record Absent() implements Answer {}

    record Unreachable() implements Answer {}
  }

  private record Description(
      UUID id,
      @JsonProperty("client_id") String clientId,
      UUID credentialID,
      SignatureRequest.Certificate certificate,
      String kind,
      @Nullable UUID officialId,
      String level,
      String parametersDigest,
      List<DescribedDocument> documents) {

    SignatureRequest request() {
      return new SignatureRequest(
          id,
          clientId,
          credentialID,
          certificate,
          SignatureRequest.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
          officialId,
          level,
          HashValue.parse(parametersDigest),
          documents.stream().map(DescribedDocument::document).toList());
    }
  }

  private record DescribedDocument(
      UUID id,
      String name,
      long size,
      int pages,
      String sha256,
      @Nullable String group,
      @Nullable DescribedManner parameters,
      @Nullable List<DescribedManner.Warning> warnings) {
    SignatureRequest.Document document() {
      return new SignatureRequest.Document(
          id,
          name,
          size,
          pages,
          HashValue.parse(sha256),
          group,
          parameters == null || parameters.authority() == null
              ? null
              : parameters.authority().claim(),
          DescribedManner.manner(parameters, warnings));
    }
  }

  private record Credentials(List<DescribedCredential> items) {}

  private record DescribedCredential(
      UUID id,
      String kind,
      @Nullable String unit,
      SignatureRequest.Certificate certificate,
      @Nullable List<String> qualifiers,
      boolean usable) {
    boolean has(@Nullable String qualifier) {
      return qualifier == null || (qualifiers != null && qualifiers.contains(qualifier));
    }

    UsableCredential credential() {
      return new UsableCredential(
          id, SignatureRequest.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), certificate, unit);
    }
  }
}
