package vn.antin.signing.authority.lint;

import static vn.antin.signing.authority.lint.Rule.FINE;
import static vn.antin.signing.authority.lint.Rule.unless;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Names of issuer and subject. Findings name attributes, never their values. */
final class NameRules {
  private static final int USUAL_LENGTH = 64;
  private static final int LONGEST_HOST = 253;

  /** Upper bounds of RFC 5280 appendix A.1, in characters. */
  private static final Map<ASN1ObjectIdentifier, Integer> LENGTHS =
      Map.of(
          BCStyle.C, 2,
          BCStyle.L, 128,
          BCStyle.ST, 128,
          BCStyle.EmailAddress, 255,
          BCStyle.UID, 256,
          BCStyle.SURNAME, 256,
          BCStyle.GIVENNAME, 256);

  /** Once at most; an official or an agency may have several UIDs, organisational units too. */
  private static final Set<ASN1ObjectIdentifier> REPEATABLE = Set.of(BCStyle.UID, BCStyle.OU);

  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  static final List<Rule> ALL =
      List.of(
          new Rule("issuer-name", "RFC 5280 §4.1.2.4", NameRules::issuer),
          new Rule(
              "subject-attributes",
              "profile",
              draft -> each(draft, (attribute, _) -> allowed(draft, attribute))),
          new Rule("subject-required", "profile", NameRules::required),
          new Rule("subject-repeated", "RFC 5280 §4.1.2.6", NameRules::repeated),
          new Rule(
              "subject-length", "RFC 5280 appendix A.1", draft -> each(draft, NameRules::length)),
          new Rule(
              "subject-encoding",
              "RFC 5280 §4.1.2.4, appendix A.1",
              draft -> each(draft, NameRules::encoding)),
          new Rule("subject-text", "RFC 5280 §7.1", draft -> each(draft, NameRules::text)),
          new Rule("host-names", "RFC 5280 §4.2.1.6, RFC 1123 §2.1", NameRules::hostNames));

  private NameRules() {}

  private static String issuer(Draft draft) {
    try {
      return unless(
          Arrays.equals(
              draft.issuer().name().getEncoded("DER"),
              draft.certificate().getIssuer().getEncoded("DER")),
          "must be, octet for octet, the subject of the issuer's certificate");
    } catch (IOException e) {
      return "cannot be encoded";
    }
  }

  private static String each(
      Draft draft, BiFunction<ASN1ObjectIdentifier, ASN1String, String> check) {
    for (var relative : draft.certificate().getSubject().getRDNs()) {
      if (relative.isMultiValued()) {
        return "an RDN has several values";
      }
      AttributeTypeAndValue one = relative.getFirst();
      if (!(one.getValue() instanceof ASN1String text)) {
        return name(one.getType()) + " is no string";
      }
      var found = check.apply(one.getType(), text);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return FINE;
  }

  private static String allowed(Draft draft, ASN1ObjectIdentifier attribute) {
    return unless(
        draft.profile().allowedAttributes().contains(attribute),
        name(attribute) + " does not belong into such a certificate");
  }

  private static String required(Draft draft) {
    X500Name subject = draft.certificate().getSubject();
    for (var attribute : draft.profile().requiredAttributes()) {
      if (subject.getRDNs(attribute).length == 0) {
        return name(attribute) + " is missing";
      }
    }
    return unless(subject.getRDNs().length > 0, "the subject is empty");
  }

  private static String repeated(Draft draft) {
    var seen = new HashSet<ASN1ObjectIdentifier>();
    return each(
        draft,
        (attribute, _) ->
            unless(
                seen.add(attribute) || REPEATABLE.contains(attribute),
                name(attribute) + " is there twice"));
  }

  private static String length(ASN1ObjectIdentifier attribute, ASN1String value) {
    var text = value.getString();
    var characters = text.codePointCount(0, text.length());
    var most = LENGTHS.getOrDefault(attribute, USUAL_LENGTH);
    if (characters == 0) {
      return name(attribute) + " is empty";
    }
    return unless(
        characters <= most,
        name(attribute) + " must have at most " + most + " characters, has " + characters);
  }

  private static String encoding(ASN1ObjectIdentifier attribute, ASN1String value) {
    boolean right;
    if (attribute.equals(BCStyle.C) || attribute.equals(BCStyle.SERIALNUMBER)) {
      right = value instanceof ASN1PrintableString;
    } else if (attribute.equals(BCStyle.EmailAddress)) {
      right = value instanceof ASN1IA5String;
    } else {
      right = value instanceof ASN1PrintableString || value instanceof ASN1UTF8String;
    }
    return unless(right, name(attribute) + " has the wrong encoding");
  }

  private static String text(ASN1ObjectIdentifier attribute, ASN1String value) {
    var text = value.getString();
    if (attribute.equals(BCStyle.C)) {
      return unless(text.matches("[A-Z]{2}"), "C must be two capital letters");
    }
    return unless(
        text.equals(text.strip()) && text.codePoints().allMatch(NameRules::shows),
        name(attribute) + " has blanks at an end, or characters that do not show");
  }

  private static boolean shows(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && c != 0xFFFD;
  }

  private static String hostNames(Draft draft) {
    var extension = draft.extension(Extension.subjectAlternativeName);
    if (!draft.profile().hostNames()) {
      return unless(extension.isEmpty(), "there must be none");
    }
    if (extension.isEmpty()) {
      return "at least one is needed";
    }
    var seen = new HashSet<String>();
    for (var name : GeneralNames.getInstance(extension.get().getParsedValue()).getNames()) {
      var host = name.getName().toString();
      if (name.getTagNo() != GeneralName.dNSName || !host(host) || !seen.add(host)) {
        return "must be different full host names in lower case, without wildcards";
      }
    }
    return FINE;
  }

  private static boolean host(String name) {
    var labels = List.of(name.split("\\.", -1));
    return name.length() <= LONGEST_HOST
        && labels.size() > 1
        && labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        && !labels.getLast().matches("\\d+");
  }

  private static String name(ASN1ObjectIdentifier attribute) {
    var known = BCStyle.INSTANCE.oidToDisplayName(attribute);
    return known == null ? attribute.getId() : known;
  }
}
