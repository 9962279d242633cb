package vn.antin.signing.engine.validation;

import eu.europa.esig.dss.enumerations.Level;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.policy.EtsiValidationPolicy;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.policy.jaxb.CertificateConstraints;
import eu.europa.esig.dss.policy.jaxb.ConstraintsParameters;
import eu.europa.esig.dss.policy.jaxb.LevelConstraint;
import eu.europa.esig.dss.policy.jaxb.SignatureConstraints;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import org.xml.sax.SAXException;

/**
 * DSS's own policy with two differences: missing revocation data warns instead of failing, because
 * it is reported as a state of its own, and European trust lists are not asked for.
 */
final class DssPolicy {

  private DssPolicy() {}

  static ValidationPolicy load() {
    try (InputStream in =
        Objects.requireNonNull(
            ValidationPolicyFacade.class.getResourceAsStream("/policy/constraint.xml"))) {
      ConstraintsParameters parameters = ValidationPolicyFacade.newFacade().unmarshall(in);
      parameters.setEIDAS(null);
      SignatureConstraints signature = parameters.getSignatureConstraints();
      for (CertificateConstraints certificate :
          List.of(
              signature.getBasicSignatureConstraints().getSigningCertificate(),
              signature.getBasicSignatureConstraints().getCACertificate())) {
        certificate.setRevocationDataAvailable(warning());
        certificate.setAcceptableRevocationDataFound(warning());
      }
      return new EtsiValidationPolicy(parameters);
    } catch (IOException | JAXBException | XMLStreamException | SAXException e) {
      throw new IllegalStateException("DSS's policy is in its jar", e);
    }
  }

  private static LevelConstraint warning() {
    LevelConstraint constraint = new LevelConstraint();
    constraint.setLevel(Level.WARN);
    return constraint;
  }
}
