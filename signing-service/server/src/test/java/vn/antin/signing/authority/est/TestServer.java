package vn.antin.signing.authority.est;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import tools.jackson.databind.JsonNode;
import vn.antin.signing.Answer;
import vn.antin.signing.RunningService;

/** An agency's server: its key, its requests, its calls. */
final class TestServer {
  static final String BASE = "/.well-known/est/";

  final KeyPair key = key();

  static KeyPair key() {
    try {
      return KeyPairGenerator.getInstance("EC").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PKCS10CertificationRequest request(String subject, String... hostNames) {
    return asking(
        subject,
        List.of(hostNames).stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  PKCS10CertificationRequest asking(String subject, GeneralName... names) {
    try {
      var builder =
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), key.getPublic());
      if (names.length > 0) {
        var extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        builder.addAttribute(
            PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      }
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] der(PKCS10CertificationRequest request) {
    try {
      return request.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String base64(byte[] der) {
    return Base64.getMimeEncoder().encodeToString(der);
  }

  static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  static String basic(JsonNode allowed) {
    return basic(allowed.path("id").asString(""), allowed.path("code").asString(""));
  }

  static HttpRequest.Builder call(
      RunningService service, String operation, String authorization, String body) {
    return call(service.request(BASE + operation, null), authorization, body);
  }

  static HttpRequest.Builder call(HttpRequest.Builder to, String authorization, String body) {
    var call =
        to.header("Content-Type", "application/pkcs10")
            .POST(BodyPublishers.ofString(body, StandardCharsets.US_ASCII));
    return authorization.isEmpty() ? call : call.header("Authorization", authorization);
  }

  static Answer enrol(
      RunningService service, String authorization, PKCS10CertificationRequest request) {
    return service.send(call(service, "simpleenroll", authorization, base64(der(request))));
  }

  /** The certificates in an answer. */
  static List<X509Certificate> certificates(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(
              new ByteArrayInputStream(Base64.getMimeDecoder().decode(answer.text())))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  static X509Certificate certificate(Answer answer) {
    var all = certificates(answer);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
