package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.BasicSignatureConstraints;
import eu.europa.esig.dss.policy.jaxb.CertificateConstraints;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.xml.sax.SAXException;

/**
 * DSS's own policy with these differences:
 *
 * <ul>
 *   <li>What a PDF's author forbids (DocMDP, FieldMDP, locked fields), changes of no known kind,
 *       changed annotations and visible differences fail instead of warning, and so do byte ranges
 *       that overlap.
 *   <li>Signatures whose widgets overlap are expected: the agency's seal lies over a third of the
 *       leader's signature (Decree 30/2020/NĐ-CP, Annex I). Nothing is said about overlaps.
 *   <li>Missing revocation data warns instead of failing: not checkable is a state of its own
 *       (Circular 15/2025/TT-BKHCN).
 *   <li>European trust lists are not asked for, nor the subject key identifier of an authority,
 *       which older authorities here leave out.
 * </ul>
 */
final class DssPolicy {

  private static final ValidationPolicy POLICY = load();

  private DssPolicy() {}

  static ValidationPolicy get() {
    return POLICY;
  }

  private static ValidationPolicy load() {
    try (InputStream in =
        Objects.requireNonNull(
            ValidationPolicyFacade.class.getResourceAsStream("/policy/constraint.xml"))) {
      ConstraintsParameters parameters = ValidationPolicyFacade.newFacade().unmarshall(in);
      parameters.setEIDAS(null);
      BasicSignatureConstraints signature =
          parameters.getSignatureConstraints().getBasicSignatureConstraints();
      signature.setByteRangeCollision(level(Level.FAIL));
      signature.setDocMDP(level(Level.FAIL));
      signature.setFieldMDP(level(Level.FAIL));
      signature.setSigFieldLock(level(Level.FAIL));
      signature.setUndefinedChanges(level(Level.FAIL));
      signature.setAnnotationChanges(level(Level.FAIL));
      signature.setPdfVisualDifference(level(Level.FAIL));
      signature.setPdfAnnotationOverlap(level(Level.IGNORE));
      tolerateMissingRevocation(signature);
      tolerateMissingRevocation(
          parameters.getCounterSignatureConstraints().getBasicSignatureConstraints());
      tolerateMissingRevocation(parameters.getTimestamp().getBasicSignatureConstraints());
      tolerateMissingRevocation(parameters.getRevocation().getBasicSignatureConstraints());
      return new EtsiValidationPolicy(parameters);
    } catch (IOException | JAXBException | XMLStreamException | SAXException e) {
      throw new IllegalStateException("DSS's policy is in its jar", e);
    }
  }

  private static void tolerateMissingRevocation(BasicSignatureConstraints constraints) {
    for (CertificateConstraints certificate :
        List.of(constraints.getSigningCertificate(), constraints.getCACertificate())) {
      certificate.setRevocationDataAvailable(level(Level.WARN));
      certificate.setAcceptableRevocationDataFound(level(Level.WARN));
    }
    constraints.getCACertificate().setSubjectKeyIdentifierPresent(level(Level.WARN));
  }

  private static LevelConstraint level(Level level) {
    LevelConstraint constraint = new LevelConstraint();
    constraint.setLevel(level);
    return constraint;
  }
}
