package vn.antin.signing.csc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vn.antin.signing.signature.FileForm;
import vn.antin.signing.signature.SignatureLevel;

/**
 * How a document is to be signed. A PDF's signature is an ordinary one ({@code Revision}): to
 * certify binds all who sign after, and no page has told the official of it.
 */
record DocumentForm(FileForm form, SignatureLevel level, Algorithms.Choice algorithm) {
  /** By the names of this API. */
  static final Map<String, SignatureLevel> LEVELS = levels();

  private static final Map<String, Map<String, FileForm>> FORMS = forms();

  private static Map<String, SignatureLevel> levels() {
    var levels = new LinkedHashMap<String, SignatureLevel>();
    levels.put("Ades-B-B", SignatureLevel.B);
    levels.put("Ades-B-T", SignatureLevel.T);
    levels.put("Ades-B-LT", SignatureLevel.LT);
    levels.put("Ades-B-LTA", SignatureLevel.LTA);
    return levels;
  }

  /** By format and envelope property; the first is meant when none is said. */
  private static Map<String, Map<String, FileForm>> forms() {
    var forms = new LinkedHashMap<String, Map<String, FileForm>>();
    forms.put("C", ordered("Attached", FileForm.CADES_ATTACHED, FileForm.CADES_DETACHED));
    var xml = ordered("Enveloped", FileForm.XADES_ENVELOPED, FileForm.XADES_DETACHED);
    xml.put("Enveloping", FileForm.XADES_ENVELOPING);
    forms.put("X", xml);
    forms.put("P", Map.of("Revision", FileForm.PADES));
    forms.put("J", ordered("Attached", FileForm.JADES_ATTACHED, FileForm.JADES_DETACHED));
    return forms;
  }

  private static Map<String, FileForm> ordered(String usual, FileForm first, FileForm detached) {
    var forms = new LinkedHashMap<String, FileForm>();
    forms.put(usual, first);
    forms.put("Detached", detached);
    return forms;
  }

  /** As {@code info} tells them: the envelope properties in the order of the formats. */
  static Map<String, Object> formats() {
    return Map.of(
        "formats", List.copyOf(FORMS.keySet()),
        "envelope_properties",
            FORMS.values().stream().map(each -> List.copyOf(each.keySet())).toList());
  }

  /**
   * Reads one of {@code documents} or {@code documentDigests}.
   *
   * @param hashAlone whether only hashes are given: their signatures stand apart
   */
  static DocumentForm of(Parameters item, boolean hashAlone) {
    var forms = FORMS.get(item.string("signature_format"));
    if (forms == null) {
      throw CscFault.invalidParameter("signature_format");
    }
    if (item.filled("signed_props")) {
      throw CscFault.invalidParameter("signed_props");
    }
    var named = item.optionalString("signed_envelope_property");
    var usual = hashAlone ? "Detached" : forms.keySet().iterator().next();
    var form = forms.get(named == null ? usual : named);
    if (form == null || (hashAlone && !form.detached())) {
      throw forms.containsKey("Revision") && hashAlone
          ? CscFault.invalidParameter("signature_format")
          : CscFault.invalidParameter("signed_envelope_property");
    }
    var level = LEVELS.get(item.word("conformance_level", LEVELS.keySet().toArray(String[]::new)));
    return new DocumentForm(form, Objects.requireNonNull(level), Algorithms.Choice.of(item));
  }
}
