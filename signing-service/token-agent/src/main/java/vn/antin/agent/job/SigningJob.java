package vn.antin.agent.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vn.antin.signing.token.SigningAlgorithm;

/**
 * What is to be signed, by whom, with which certificate; believed, because everything about it was
 * checked.
 *
 * @param certificate SHA-256 in small hexadecimal digits
 * @param subject of the certificate, as the server says it
 * @param keys thumbprints of the keys that sign or will sign the server's jobs
 */
public record SigningJob(
    PinnedServer server,
    String official,
    String certificate,
    String subject,
    Instant expiresAt,
    List<JobDocument> documents,
    Set<String> keys) {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final int MOST_DOCUMENTS = 500;
  private static final int MOST_BYTES = 16 * 1024;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public SigningJob {
    documents = List.copyOf(documents);
    keys = Set.copyOf(keys);
  }

  /**
   * A document of the job.
   *
   * @param sha256 of the document before it is signed, in base64
   * @param bytes what the token signs
   */
  @SuppressWarnings("ArrayRecordComponent") // signed once and never compared
  public record JobDocument(
      int number,
      String name,
      long pages,
      String sha256,
      SigningAlgorithm algorithm,
      byte[] bytes) {}

  /**
   * Reads and checks a job.
   *
   * @param id what was asked for
   * @throws JobRefused when it is not exactly what this server may ask for now
   */
  public static SigningJob read(String jws, PinnedServer server, String id, Instant now)
      throws JobRefused {
    Json claims = Json.parse(JobSignature.verified(jws, server.keys()));
    if (claims.whole("v") != 1) {
      throw new JobRefused("Phiếu ký thuộc phiên bản mới hơn; hãy cập nhật công cụ USB Token.");
    }
    if (!claims.text("iss").replaceAll("/+$", "").equals(server.url())
        || !claims.text("jti").equals(id)) {
      throw new JobRefused("Phiếu ký thuộc máy chủ khác hoặc lần ký khác; không ký.");
    }
    Instant expiry = Instant.ofEpochSecond(claims.whole("exp"));
    if (!now.isBefore(expiry)) {
      throw new JobRefused("Phiếu ký đã hết hạn; hãy bấm ký lại (và xem giờ của máy này).");
    }
    if (expiry.isAfter(now.plus(LONGEST))
        || Instant.ofEpochSecond(claims.whole("iat")).isAfter(now.plus(SKEW))) {
      throw new JobRefused("Giờ của máy này sai so với máy chủ; hãy chỉnh giờ rồi ký lại.");
    }
    String certificate = claims.member("certificate").text("sha256");
    if (!SHA_256.matcher(certificate).matches()) {
      throw new JobRefused("Phiếu ký ghi sai chứng thư số.");
    }
    return new SigningJob(
        server,
        claims.member("official").text("name"),
        certificate,
        claims.member("certificate").text("subject"),
        expiry,
        documents(claims, HexFormat.of().parseHex(certificate)),
        keys(claims));
  }

  private static Set<String> keys(Json claims) throws JobRefused {
    Set<String> keys = new HashSet<>();
    for (Json key : claims.items("keys")) {
      if (key instanceof Json.Text(String thumbprint) && thumbprint.matches("[A-Za-z0-9_-]{43}")) {
        keys.add(thumbprint);
      }
    }
    return keys;
  }

  private static List<JobDocument> documents(Json claims, byte[] certificate) throws JobRefused {
    List<Json> items = claims.items("documents");
    if (items.isEmpty() || items.size() > MOST_DOCUMENTS) {
      throw new JobRefused("Phiếu ký không có văn bản nào, hoặc quá nhiều.");
    }
    List<JobDocument> documents = new ArrayList<>();
    Set<String> digests = new HashSet<>();
    for (Json item : items) {
      String digest = item.text("contentDigest");
      byte[] bytes = decoded(item.text("bytes"));
      if (item.whole("number") != documents.size()
          || bytes.length > MOST_BYTES
          || decoded(item.text("sha256")).length != 32
          || !digests.add(digest)) {
        throw new JobRefused("Phiếu ký có văn bản không đúng.");
      }
      SignedAttributes.check(bytes, decoded(digest), certificate);
      documents.add(
          new JobDocument(
              documents.size(),
              item.text("name"),
              item.whole("pages"),
              item.text("sha256"),
              algorithm(item.text("algorithm")),
              bytes));
    }
    return documents;
  }

  private static SigningAlgorithm algorithm(String name) throws JobRefused {
    for (SigningAlgorithm each : SigningAlgorithm.values()) {
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new JobRefused("Phiếu ký đòi một cách ký mà công cụ này không biết.");
  }

  private static byte[] decoded(String text) throws JobRefused {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new JobRefused("Phiếu ký có văn bản không đúng.", e);
    }
  }
}
