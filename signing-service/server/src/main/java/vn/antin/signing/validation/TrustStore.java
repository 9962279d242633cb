package vn.antin.signing.validation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import vn.antin.signing.certificate.TrustAnchors;
import vn.antin.signing.engine.validation.TrustMaterial;
import vn.antin.signing.problem.ConfigurationFault;

/** Roots from the configured folder, read at start, and those this installation vouches for. */
final class TrustStore {
  private final List<X509Certificate> configured;
  private final ObjectProvider<TrustAnchors> own;

  TrustStore(@Nullable Path folder, ObjectProvider<TrustAnchors> own) {
    this.configured = folder == null ? List.of() : read(folder);
    this.own = own;
  }

  TrustMaterial material() {
    var roots = new ArrayList<>(configured);
    var intermediates = new ArrayList<X509Certificate>();
    own.forEach(anchors -> {
      roots.addAll(anchors.roots());
      intermediates.addAll(anchors.intermediates());
    });
    return new TrustMaterial(roots, intermediates, List.of());
  }

  private static List<X509Certificate> read(Path folder) {
    var action =
        "Set antin.validation.trust-anchors to a folder of PEM files with root certificates.";
    try (Stream<Path> files = Files.list(folder)) {
      var certificates = new ArrayList<X509Certificate>();
      for (var file : files.filter(each -> each.toString().endsWith(".pem")).sorted().toList()) {
        try (var in = Files.newInputStream(file)) {
          for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            certificates.add((X509Certificate) each);
          }
        }
      }
      return List.copyOf(certificates);
    } catch (IOException | CertificateException e) {
      throw new ConfigurationFault(
          "The trust anchors in " + folder + " cannot be read: " + e.getMessage(), action, e);
    }
  }
}
