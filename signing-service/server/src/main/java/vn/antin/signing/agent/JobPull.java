package vn.antin.signing.agent;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;
import vn.antin.signing.agent.JobKeys.Published;
import vn.antin.signing.certificate.Certificates;
import vn.antin.signing.certificate.Credentials;
import vn.antin.signing.document.DocumentId;
import vn.antin.signing.people.People;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.request.OpenRequests;
import vn.antin.signing.request.SignatureRequest.Item;

/** Hands a job out, once, as a JWS that says everything the agent shows and signs. Thread-safe. */
final class JobPull {
  /**
   * What the agent gets.
   *
   * @param job JWS in its compact form (RFC 7515)
   * @param secret to be sent with the values; nobody who only saw the link has it
   */
  record Pulled(String job, String secret) {
    @Override
    public String toString() {
      return "Pulled[hidden]";
    }
  }

  static final String TYPE = "antin-sign-job+jwt";
  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();
  private static final int ES256_LENGTH = 64;

  private final JobRepository repository;
  private final Preparations preparations;
  private final OpenRequests requests;
  private final Credentials credentials;
  private final People people;
  private final JobKeys keys;
  private final JobTrail trail;
  private final TransactionOperations transaction;
  private final JsonMapper json;
  private final String server;
  private final InstantSource time;

  JobPull(
      JobRepository repository,
      Preparations preparations,
      OpenRequests requests,
      Credentials credentials,
      People people,
      JobKeys keys,
      JobTrail trail,
      TransactionOperations transaction,
      JsonMapper json,
      String server,
      InstantSource time) {
    this.repository = repository;
    this.preparations = preparations;
    this.requests = requests;
    this.credentials = credentials;
    this.people = people;
    this.keys = keys;
    this.trail = trail;
    this.transaction = transaction;
    this.json = json;
    this.server = server;
    this.time = time;
  }

  /**
   * Of whoever has the id from the link: an id that was used says nothing more than a wrong one.
   */
  Pulled pull(String handle) {
    var published = keys.published();
    var pulled = transaction.execute(_ -> pull(handle, published));
    if (pulled == null) {
      throw Problem.INTERNAL.because("no job was handed out");
    }
    return pulled;
  }

  /** When the job cannot be signed, it can be pulled again. */
  private Pulled pull(String handle, Published published) {
    var secret = Handle.random();
    var job =
        repository
            .pull(Handle.hash(handle), secret.hash(), time.instant())
            .orElseThrow(() -> Problem.NOT_FOUND.because("no job waits under this id"));
    var key = published.current();
    trail.pulled(job, key.thumbprint());
    var header =
        Map.of("alg", "ES256", "typ", TYPE, "kid", key.thumbprint(), "jwk", JobKeys.jwk(key));
    var signed = part(header) + "." + part(claims(job, handle, published));
    var jws = signed + "." + signature(key, signed);
    repository.keep(job.id(), jws);
    return new Pulled(jws, secret.reveal());
  }

  private String part(Map<String, ?> content) {
    return BASE64_URL.encodeToString(json.writeValueAsBytes(content));
  }

  private String signature(JobKey key, String signed) {
    try {
      return BASE64_URL.encodeToString(
          ECDSA.transcodeSignatureToConcat(
              keys.sign(key, signed.getBytes(StandardCharsets.US_ASCII)), ES256_LENGTH));
    } catch (JOSEException e) {
      throw new IllegalStateException("the value was verified in its DER form", e);
    }
  }

  private Map<String, Object> claims(Job job, String handle, Published published) {
    var credential =
        credentials
            .onTokenOf(job.official(), job.credential())
            .orElseThrow(
                () -> Problem.CREDENTIAL_NOT_USABLE.because("credential " + job.credential()));
    var request = requests.find(job.request()).orElseThrow();
    var official = people.official(job.official()).orElseThrow();
    var claims = new LinkedHashMap<String, Object>();
    claims.put("v", 1);
    claims.put("iss", server);
    claims.put("jti", handle);
    claims.put("iat", job.createdAt().getEpochSecond());
    claims.put("exp", job.expiresAt().getEpochSecond());
    claims.put("official", Map.of("id", official.id().toString(), "name", official.displayName()));
    claims.put(
        "certificate",
        Map.of(
            "sha256", Certificates.fingerprint(credential.certificate()),
            "subject", credential.subject()));
    var items =
        request.items().stream().collect(Collectors.toMap(Item::document, Function.identity()));
    claims.put("documents", documents(job, items));
    claims.put("keys", published.keys().stream().map(JobKey::thumbprint).toList());
    return claims;
  }

  private List<Map<String, Object>> documents(Job job, Map<DocumentId, Item> items) {
    var all = new ArrayList<Map<String, Object>>();
    for (var document : repository.documents(job.id())) {
      var item = items.get(document.document());
      var ready = preparations.open(job, document);
      if (item == null) {
        throw Problem.INTERNAL.because("a document of the job is not of the request");
      }
      var claims = new LinkedHashMap<String, Object>();
      claims.put("number", document.number());
      claims.put("name", item.name());
      claims.put("pages", item.pages());
      claims.put("size", item.size());
      claims.put("sha256", document.hash().base64());
      claims.put("algorithm", ready.algorithmName());
      claims.put(
          "contentDigest",
          BASE64.encodeToString(SignedAttributes.messageDigest(ready.bytesToSign())));
      claims.put("bytes", BASE64.encodeToString(ready.bytesToSign()));
      all.add(claims);
    }
    return all;
  }
}
