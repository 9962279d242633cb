package vn.antin.signing.engine.office;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.poi.poifs.crypt.dsig.SignatureConfig;
import org.apache.poi.poifs.crypt.dsig.facets.XAdESXLSignatureFacet;
import org.apache.poi.poifs.crypt.dsig.services.RevocationData;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Completion;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.Level;
import vn.antin.signing.engine.LongTerm;
import vn.antin.signing.engine.revocation.ValidationMaterial;
import vn.antin.signing.engine.timestamp.TimeStampException;
import vn.antin.signing.engine.timestamp.TimeStampToken;

/** Our time-stamps and revocation data as POI asks for them, and why they failed. */
final class OfficeProofs {

  private final @Nullable LongTerm ports;
  private final Instant at;
  private Completion.@Nullable Reason trouble;

  OfficeProofs(@Nullable LongTerm ports, Instant at) {
    this.ports = ports;
    this.at = at;
  }

  /** Null when the ports answered well. */
  Completion.@Nullable Reason trouble() {
    return trouble;
  }

  void addTo(SignatureConfig config, OfficeRequest request) {
    LongTerm given = ports;
    if (given == null) {
      throw new IllegalStateException("A level above B-B without ports");
    }
    boolean lasting = request.level().atLeast(Level.B_LT);
    config.setTspService((signing, data, proof) -> {
      TimeStampToken token = stamp(given, data);
      if (lasting) {
        fill(proof, material(given, token.certificates(), token.certificates()));
      }
      return token.encoded();
    });
    if (lasting) {
      config.setRevocationDataService(chain -> {
        RevocationData proof = new RevocationData();
        fill(proof, material(given, chain.subList(0, 1), chain));
        return proof;
      });
    }
    config.addSignatureFacet(new XAdESXLSignatureFacet());
  }

  private TimeStampToken stamp(LongTerm given, byte[] data) {
    try {
      byte[] digest = Hash.sha256(data).bytes();
      return given.timeStamps().stamp(digest, "SHA-256");
    } catch (TimeStampException e) {
      trouble = Completion.Reason.TIME_STAMP_UNAVAILABLE;
      throw e;
    }
  }

  private ValidationMaterial material(
      LongTerm given, Collection<X509Certificate> subjects, List<X509Certificate> known) {
    ValidationMaterial material =
        ValidationMaterial.collect(
            subjects.stream().limit(1).toList(), known, given.revocation(), at);
    if (!material.complete()) {
      trouble =
          material.revoked().isEmpty()
              ? Completion.Reason.REVOCATION_UNAVAILABLE
              : Completion.Reason.CERTIFICATE_REVOKED;
      throw new IllegalStateException(String.join("; ", material.gaps()));
    }
    return material;
  }

  private static void fill(RevocationData proof, ValidationMaterial material) {
    material.ocspResponses().forEach(proof::addOCSP);
    material.crls().forEach(proof::addCRL);
    material.certificates().forEach(proof::addCertificate);
  }
}
