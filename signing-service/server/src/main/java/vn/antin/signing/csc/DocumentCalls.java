package vn.antin.signing.csc;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credential;
import vn.antin.signing.grant.HashGrant;
import vn.antin.signing.grant.HashValue;
import vn.antin.signing.request.HashOrder;
import vn.antin.signing.signature.FileContent;
import vn.antin.signing.signature.FileSigner;
import vn.antin.signing.signature.ReadyFile;
import vn.antin.signing.signature.SignedFile;

/**
 * What {@code signatures/signDoc} does: every document is hashed and compared with what was
 * approved as a source document (SDR), and prepared; then all hashes are spent together; then the
 * documents are written. The approval names no parameters of signing, so nothing is shown on a page
 * and nothing is claimed: the official was told that the application made the hashes.
 */
final class DocumentCalls implements SigningMethod {
  private static final String SDR = "SDR";

  private final HashSigning signing;
  private final FileSigner signer;
  private final CscProperties properties;
  private final MeterRegistry meters;

  DocumentCalls(
      HashSigning signing, FileSigner signer, CscProperties properties, MeterRegistry meters) {
    this.signing = signing;
    this.signer = signer;
    this.properties = properties;
    this.meters = meters;
  }

  private record Ready(HashValue approved, ReadyFile file) {}

  @Override
  public Function<UUID, Map<String, Object>> ready(HashGrant grant, Parameters parameters) {
    var credential = signing.credential(grant, parameters);
    var withValidation = parameters.flag("returnValidationInfo");
    if (parameters.has("documents") == parameters.has("documentDigests")) {
      throw CscFault.invalid("Expected one of documents and documentDigests");
    }
    if (!grant.hashType().equals(SDR)) {
      throw CscFault.invalid(HashSigning.NOT_AUTHORIZED);
    }
    var named = parameters.has("documents") ? "documents" : "documentDigests";
    var ready =
        parameters.has("documents")
            ? documents(grant, credential, parameters)
            : digests(grant, credential, parameters);
    return _ -> {
      var answer = signed(grant, ready, named);
      if (withValidation) {
        answer.put("validationInfo", validation(credential));
      }
      return answer;
    };
  }

  private Map<String, Object> signed(HashGrant grant, List<Ready> ready, String named) {
    var orders =
        ready.stream()
            .map(each ->
                new HashOrder(each.approved(), each.file().digest(), each.file().algorithm()))
            .toList();
    // What is signed holds the time: another try would sign something else.
    var values = signing.sign(UUID.randomUUID(), grant, SDR, orders, named);
    var files = new ArrayList<SignedFile>();
    for (var i = 0; i < ready.size(); i++) {
      files.add(signer.complete(ready.get(i).file(), values.get(i)));
    }
    return answer(ready, files);
  }

  private List<Ready> documents(HashGrant grant, Credential credential, Parameters parameters) {
    var ready = new ArrayList<Ready>();
    for (var item : parameters.objects("documents", properties.documents())) {
      var form = DocumentForm.of(item, false);
      var bytes = item.document("document");
      var hash = hash(bytes, grant.hashAlgorithm());
      if (!grant.hashes().contains(hash)) {
        throw new CscFault(403, "invalid_hash", "The document is not the one that was authorized");
      }
      ready.add(new Ready(hash, prepare(credential, new FileContent.Whole(bytes), form)));
    }
    return each(ready, "documents");
  }

  private List<Ready> digests(HashGrant grant, Credential credential, Parameters parameters) {
    var ready = new ArrayList<Ready>();
    for (var item : parameters.objects("documentDigests", properties.documents())) {
      var form = DocumentForm.of(item, true);
      var hashes = Hashes.of(item, form.algorithm().digest());
      if (!hashes.algorithm().equals(grant.hashAlgorithm())
          || !hashes.within(grant.hashes().stream().map(HashValue::bytes).toList())) {
        throw CscFault.invalid(HashSigning.NOT_AUTHORIZED);
      }
      if (ready.size() + hashes.values().size() > properties.documents()) {
        throw CscFault.invalid("Numbers of signatures is too high");
      }
      for (var hash : hashes.values()) {
        ready.add(
            new Ready(HashValue.of(hash), prepare(credential, new FileContent.Hashed(hash), form)));
      }
    }
    return each(ready, "documentDigests");
  }

  /** None twice. */
  private static List<Ready> each(List<Ready> ready, String named) {
    var seen = new HashSet<HashValue>();
    if (!ready.stream().map(Ready::approved).allMatch(seen::add)) {
      throw CscFault.invalidParameter(named);
    }
    return ready;
  }

  private ReadyFile prepare(Credential credential, FileContent content, DocumentForm form) {
    if (!signer.offers(form.level())) {
      throw CscFault.invalidParameter("conformance_level");
    }
    return signer.prepare(
        credential,
        content,
        form.form(),
        form.level(),
        signing.algorithm(credential, form.algorithm()));
  }

  private static HashValue hash(byte[] bytes, String algorithm) {
    var digest = Algorithms.DIGESTS.get(algorithm);
    if (digest == null) {
      throw CscFault.invalid(HashSigning.NOT_AUTHORIZED);
    }
    try {
      return HashValue.of(MessageDigest.getInstance(digest.name()).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + digest.name(), e);
    }
  }

  /** Signatures that stand apart are objects; each list is in the order asked for. */
  private Map<String, Object> answer(List<Ready> ready, List<SignedFile> files) {
    var within = new ArrayList<String>();
    var apart = new ArrayList<String>();
    var lower = new ArrayList<Map<String, Object>>();
    for (var i = 0; i < files.size(); i++) {
      var file = files.get(i);
      (ready.get(i).file().form().detached() ? apart : within).add(text(file.bytes()));
      if (file.fallsShort()) {
        meters.counter("antin.signatures.short-of-level").increment();
        lower.add(Map.of("index", i, "conformance_level", level(file)));
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    if (!within.isEmpty()) {
      answer.put("DocumentWithSignature", within);
    }
    if (!apart.isEmpty()) {
      answer.put("SignatureObject", apart);
    }
    if (!lower.isEmpty()) {
      answer.put("shortfalls", lower);
    }
    return answer;
  }

  private static String level(SignedFile file) {
    return DocumentForm.LEVELS.entrySet().stream()
        .filter(each -> each.getValue() == file.reached())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> validation(Credential credential) {
    var material = signer.material(credential);
    return Map.of(
        "ocsp", material.ocspResponses().stream().map(DocumentCalls::text).toList(),
        "crl", material.crls().stream().map(DocumentCalls::text).toList(),
        "certificates",
            material.certificates().stream().map(each -> text(Certificates.encode(each))).toList());
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
