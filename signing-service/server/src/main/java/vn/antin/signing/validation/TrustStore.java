package vn.antin.signing.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import vn.antin.signing.certificate.TrustAnchors;
import vn.antin.signing.engine.validation.trust.TrustDomain;
import vn.antin.signing.engine.validation.trust.TrustDomains;
import vn.antin.signing.engine.validation.trust.TrustFolder;
import vn.antin.signing.problem.ConfigurationFault;

/** Domains of the configured folder, read at start, and the one this installation vouches for. */
final class TrustStore {
  private static final String OWN = "own";

  private final TrustDomains configured;
  private final ObjectProvider<TrustAnchors> own;

  TrustStore(@Nullable Path folder, ObjectProvider<TrustAnchors> own) {
    this.configured = folder == null ? TrustDomains.of() : read(folder);
    this.own = own;
  }

  TrustDomains domains() {
    var roots = new ArrayList<X509Certificate>();
    var intermediates = new ArrayList<X509Certificate>();
    own.forEach(anchors -> {
      roots.addAll(anchors.roots());
      intermediates.addAll(anchors.intermediates());
    });
    var all = new ArrayList<>(configured.all());
    if (!roots.isEmpty()) {
      all.add(
          new TrustDomain(
              OWN,
              "Ấn Tín (nội bộ)",
              "Ấn Tín (this installation)",
              "1",
              roots,
              intermediates,
              List.of(),
              null,
              null));
    }
    return new TrustDomains(all);
  }

  private static TrustDomains read(Path folder) {
    try {
      var domains = TrustFolder.read(folder);
      if (domains.find(OWN).isPresent()) {
        throw new IOException("the name 'own' is kept for this installation's authority");
      }
      return domains;
    } catch (IOException e) {
      throw new ConfigurationFault(
          "The trust domains in " + folder + " cannot be read: " + e.getMessage(),
          "Set antin.validation.trust-anchors to a folder with a folder for each trust domain, see"
              + " docs/validation.md.",
          e);
    }
  }
}
