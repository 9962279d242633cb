package vn.antin.admin.sign;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import vn.antin.admin.upload.Upload;
import vn.antin.admin.upstream.Answer;
import vn.antin.admin.upstream.Caller;
import vn.antin.admin.upstream.Content;
import vn.antin.admin.upstream.Upstream;

/** signing-service as the desk uses it. */
@Component
class SigningClient {
  private static final String LEVEL = "PAdES-BASELINE-B";

  private final Upstream signingService;

  SigningClient(@Qualifier("signingService") Upstream signingService) {
    this.signingService = signingService;
  }

  Answer<Stored> store(Upload.Pdf pdf, Caller caller) {
    var path =
        UriComponentsBuilder.fromPath("/documents")
            .queryParam("name", "{name}")
            .encode()
            .buildAndExpand(pdf.name())
            .toUriString();
    return signingService.send(path, caller, Content.pdf(pdf.stream()), Stored.class);
  }

  Answer<Credentials> credentials(Caller caller) {
    return signingService.get("/credentials", caller, Credentials.class);
  }

  /** Those whose keys are on the official's own USB tokens. */
  Answer<Credentials> onTokens(Caller caller) {
    return signingService.get("/credentials?key=usb-token", caller, Credentials.class);
  }

  Answer<Requested> request(String documentId, String credentialId, Caller caller) {
    var wanted = new Wanted(Credential.plain(credentialId), List.of(documentId), LEVEL);
    return signingService.post("/signature-requests", caller, wanted, Requested.class);
  }

  Answer<Content> page(String documentId, int page, Caller caller) {
    return signingService.open("/documents/" + documentId + "/pages/" + page, caller);
  }

  Answer<Content> content(String documentId, Caller caller) {
    return signingService.open("/documents/" + documentId + "/content", caller);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Stored(
      String id,
      @Nullable String name,
      long size,
      String sha256,
      int pages,
      @Nullable Instant expiresAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Credentials(@Nullable List<Credential> items) {
    List<Credential> listed() {
      return items == null ? List.of() : items;
    }
  }

  record Wanted(String credentialID, List<String> documents, String level) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Requested(String id, JsonNode authorizationDetails) {}
}
