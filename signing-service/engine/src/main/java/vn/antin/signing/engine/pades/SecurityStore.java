package vn.antin.signing.engine.pades;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.antin.signing.engine.Hash;
import vn.antin.signing.engine.pdf.PdfUpdate;
import vn.antin.signing.engine.pdf.object.BrokenPdf;
import vn.antin.signing.engine.pdf.object.PdfArray;
import vn.antin.signing.engine.pdf.object.PdfDictionary;
import vn.antin.signing.engine.pdf.object.PdfObject;
import vn.antin.signing.engine.pdf.object.PdfReference;
import vn.antin.signing.engine.pdf.object.PdfStream;
import vn.antin.signing.engine.pdf.object.PdfString;
import vn.antin.signing.engine.revocation.ValidationMaterial;

/**
 * The document security store: certificates and revocation answers beside the signatures (ETSI EN
 * 319 142-1 section 5.4.2). What is there stays; what is there already is not stored again.
 */
final class SecurityStore {

  /** An object of a store that is larger is not looked into. */
  private static final long LARGEST = 8 << 20;

  private static final String CERTIFICATES = "Certs";
  private static final String OCSP = "OCSPs";
  private static final String CRL = "CRLs";

  private final PdfUpdate update;
  private final Map<Hash, PdfReference> stored = new HashMap<>();
  private PdfDictionary store;
  private boolean changed;

  SecurityStore(PdfUpdate update) {
    this.update = update;
    this.store = update.dictionary(update.catalog().get("DSS"));
    for (String kind : List.of(CERTIFICATES, OCSP, CRL)) {
      list(store.get(kind)).items().forEach(this::remember);
    }
  }

  /** The name under which material of a signature is kept: SHA-1 over its /Contents. */
  static String key(byte[] contents) {
    return HexFormat.of().formatHex(Hash.digest("SHA-1").digest(contents)).toUpperCase(Locale.ROOT);
  }

  /** Whether there is material for the signature already. */
  boolean knows(String key) {
    return update.dictionary(store.get("VRI")).has(key);
  }

  /** Adds the material of one signature. */
  void add(String key, ValidationMaterial material, Instant now) {
    List<byte[]> certificates = new ArrayList<>();
    for (X509Certificate certificate : material.certificates()) {
      certificates.add(encoded(certificate));
    }
    PdfDictionary entry = PdfDictionary.ofType("VRI");
    entry = put(entry, "Cert", CERTIFICATES, certificates);
    entry = put(entry, "OCSP", OCSP, material.ocspResponses());
    entry = put(entry, "CRL", CRL, material.crls());
    entry = entry.with("TU", PdfString.of(SignatureUpdate.date(now)));
    PdfDictionary all = update.dictionary(store.get("VRI"));
    store = store.with("VRI", all.with(key, update.add(entry)));
    changed = true;
  }

  private PdfDictionary put(PdfDictionary entry, String name, String kind, List<byte[]> objects) {
    List<PdfObject> references = new ArrayList<>();
    PdfArray all = list(store.get(kind));
    for (byte[] object : objects) {
      Hash hash = Hash.sha256(object);
      PdfReference known = stored.get(hash);
      if (known == null) {
        known = update.add(PdfStream.deflated(PdfDictionary.EMPTY, object));
        stored.put(hash, known);
        all = all.plus(known);
      }
      if (!references.contains(known)) {
        references.add(known);
      }
    }
    if (references.isEmpty()) {
      return entry;
    }
    store = store.with(kind, all);
    return entry.with(name, new PdfArray(references));
  }

  /** Writes the store into the update; false when nothing was added. */
  boolean write() {
    if (!changed) {
      return false;
    }
    PdfDictionary catalog = update.catalog();
    PdfDictionary typed = PdfDictionary.ofType("DSS");
    for (String name : store.names()) {
      PdfObject value = store.get(name);
      typed = value == null ? typed : typed.with(name, value);
    }
    if (catalog.get("DSS") instanceof PdfReference reference
        && update.resolve(reference) instanceof PdfDictionary) {
      update.put(reference, typed);
    } else {
      update.catalog(catalog.with("DSS", update.add(typed)));
    }
    return true;
  }

  private void remember(PdfObject item) {
    if (item instanceof PdfReference reference
        && update.resolve(reference) instanceof PdfStream stream) {
      try {
        stored.put(Hash.sha256(stream.decoded(LARGEST)), reference);
      } catch (BrokenPdf e) {
        // a foreign store may hold what cannot be read; then it is just not shared
        return;
      }
    }
  }

  private PdfArray list(@Nullable PdfObject object) {
    return update.resolve(object) instanceof PdfArray array ? array : new PdfArray(List.of());
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("A certificate that cannot be encoded", e);
    }
  }
}
