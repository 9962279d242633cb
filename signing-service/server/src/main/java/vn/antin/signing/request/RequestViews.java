package vn.antin.signing.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.document.Sha256;
import vn.antin.signing.grant.Introspection;
import vn.antin.signing.grant.SpentHash;
import vn.antin.signing.signature.LookWarning;
import vn.antin.signing.signature.ParametersForm;
import vn.antin.signing.signature.Shortfalls;
import vn.antin.signing.signature.SignatureLevel;

/** The JSON forms of a request. */
final class RequestViews {
  record CertificateView(
      String subject, String serialNumber, Instant validFrom, Instant validTo, String issuer) {
    static CertificateView of(Credential credential) {
      return new CertificateView(
          credential.subject(),
          credential.serialNumber(),
          credential.validFrom(),
          credential.validTo(),
          credential.issuer());
    }
  }

  /**
   * A document of a request and how far its signing went.
   *
   * @param level that was asked for and is approved
   * @param reachedLevel of the signed document
   */
  record ItemView(
      String documentId,
      String name,
      String hash,
      String level,
      String status,
      @Nullable String signedDocumentId,
      @Nullable String sha256,
      @Nullable String reachedLevel) {}

  /**
   * How many documents stand where.
   *
   * @param pending not signed yet, or being signed
   * @param failed not signed, and never to be: the request expired, its credential stopped, or a
   *     person said so of an outcome that nobody knew
   */
  record Progress(long total, long signed, long pending, long unknown, long failed) {
    static Progress of(List<ItemView> items, boolean over) {
      var signed = count(items, "signed");
      var unknown = count(items, "unknown");
      var signing = count(items, "signing");
      var closed = count(items, "not-signed");
      var rest = items.size() - signed - unknown - signing - closed;
      return new Progress(
          items.size(), signed, signing + (over ? 0 : rest), unknown, closed + (over ? rest : 0));
    }

    private static long count(List<ItemView> items, String status) {
      return items.stream().filter(item -> item.status().equals(status)).count();
    }
  }

  /**
   * A request as its system sees it.
   *
   * @param progress of all documents, however many are shown
   * @param decision what an administrator decided when its seal had stopped: withdrawn or again
   */
  record RequestView(
      String id,
      String status,
      Progress progress,
      @Nullable String decision,
      String level,
      String credentialID,
      Instant createdAt,
      Instant expiresAt,
      List<ItemView> documents,
      CertificateView certificate) {}

  /**
   * A document with how it is signed.
   *
   * @param warnings what its signature would cover
   */
  record DescribedDocument(
      String id,
      String name,
      long size,
      int pages,
      String sha256,
      ParametersForm parameters,
      List<LookWarning> warnings) {}

  /** What auth-server shows on the page where an official approves. */
  record Description(
      String id,
      String client_id,
      String credentialID,
      CertificateView certificate,
      String kind,
      @Nullable String officialId,
      @Nullable String unitId,
      String level,
      String parametersDigest,
      @Nullable String reason,
      @Nullable String location,
      List<DescribedDocument> documents) {}

  private RequestViews() {}

  static List<ItemView> items(
      SignatureRequest request, List<SpentHash> spent, Shortfalls shortfalls) {
    var reached =
        shortfalls.of(
            spent.stream().map(SpentHash::signedDocument).filter(Objects::nonNull).toList());
    Map<Sha256, SpentHash> byHash =
        spent.stream().collect(Collectors.toMap(SpentHash::hash, Function.identity()));
    return request.items().stream()
        .map(item -> item(item, byHash.get(item.hash()), reached))
        .toList();
  }

  private static ItemView item(
      SignatureRequest.Item item,
      @Nullable SpentHash spent,
      Map<DocumentId, SignatureLevel> reached) {
    var signed = spent == null ? null : spent.signedDocument();
    return new ItemView(
        item.document().toString(),
        item.name(),
        item.hash().base64(),
        item.parameters().level().text(),
        spent == null
            ? "pending"
            : switch (spent.state()) {
              case APPROVED -> "pending";
              case RESERVED, SIGNING -> "signing";
              case SIGNED -> "signed";
              case UNKNOWN -> "unknown";
              case CLOSED -> "not-signed";
            },
        text(signed),
        spent == null || spent.signedHash() == null ? null : spent.signedHash().base64(),
        signed == null ? null : reached.getOrDefault(signed, item.parameters().level()).text());
  }

  /**
   * The worst of the documents' fates speaks for the request; what a stopped seal has not signed,
   * it never will.
   */
  static String status(
      SignatureRequest request, List<ItemView> items, Credential credential, Instant now) {
    var states = items.stream().map(ItemView::status).collect(Collectors.toSet());
    if (states.contains("unknown")) {
      return "unknown";
    }
    if (states.contains("signing")) {
      return "signing";
    }
    if (states.contains("signed")) {
      return states.size() == 1 ? "signed" : "partly-signed";
    }
    if (states.equals(Set.of("not-signed"))) {
      return "not-signed";
    }
    if (credential.status(now).equals("stopped")) {
      return "stopped";
    }
    return now.isBefore(request.expiresAt()) ? "pending" : "expired";
  }

  static Map<String, Object> authorizationDetails(SignatureRequest request, String location) {
    return Map.of(
        "type", Introspection.TYPE,
        "requestID", request.id().toString(),
        "credentialID", request.credential().toString(),
        "hashType", "SDR",
        "hashAlgorithmOID", Sha256.OID,
        "parametersDigest", request.parametersDigest().base64(),
        "documentDigests",
            request.items().stream()
                .map(item -> Map.of("hash", item.hash().base64(), "label", item.name()))
                .toList(),
        "locations", List.of(location));
  }

  private static @Nullable String text(@Nullable DocumentId id) {
    return id == null ? null : id.toString();
  }
}
