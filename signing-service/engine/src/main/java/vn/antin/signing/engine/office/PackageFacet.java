package vn.antin.signing.engine.office;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.crypto.URIReference;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.spec.DigestMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.openxml4j.opc.ContentTypes;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.poifs.crypt.dsig.SignatureInfo;
import org.apache.poi.poifs.crypt.dsig.facets.OOXMLSignatureFacet;
import org.apache.poi.poifs.crypt.dsig.services.RelationshipTransformService;
import org.apache.poi.poifs.crypt.dsig.services.RelationshipTransformService.RelationshipTransformParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a package signature names (ISO/IEC 29500-2 section 13.2.4.16, [MS-OFFCRYPTO] 2.5.2.4): each
 * part that a signed relationship leads to, and the relationships.
 *
 * <p>POI's own reads each relationships part on top of those of the package: where the package has
 * an id that the part does not have, it looks for the package's target beside the part. So it
 * cannot sign what LibreOffice writes, whose package calls the document rId3.
 */
final class PackageFacet extends OOXMLSignatureFacet {

  @Override
  protected void addManifestReferences(SignatureInfo signing, List<Reference> references)
      throws XMLSignatureException {
    OPCPackage document = signing.getOpcPackage();
    Set<String> named = new HashSet<>();
    try {
      for (PackagePart part : document.getPartsByContentType(ContentTypes.RELATIONSHIPS_PART)) {
        add(signing, part, named, references);
      }
    } catch (InvalidFormatException e) {
      throw new XMLSignatureException(e);
    }
    references.sort(Comparator.comparing(URIReference::getURI));
  }

  private static void add(
      SignatureInfo signing, PackagePart part, Set<String> named, List<Reference> references)
      throws InvalidFormatException, XMLSignatureException {
    OPCPackage document = signing.getOpcPackage();
    RelationshipTransformParameterSpec ids = new RelationshipTransformParameterSpec();
    for (PackageRelationship relationship : relationships(document, part)) {
      boolean outside = relationship.getTargetMode() == TargetMode.EXTERNAL;
      if (!outside && !isSignedRelationship(relationship.getRelationshipType())) {
        continue;
      }
      ids.addRelationshipReference(relationship.getId());
      String target = outside ? "" : relationship.getTargetURI().getPath();
      // Empty for a place in the same part, which hyperlinks lead to.
      if (target.isEmpty() || !named.add(target)) {
        continue;
      }
      PackagePart led = document.getPart(PackagingURIHelper.createPartName(target));
      if (led == null) {
        throw new XMLSignatureException("No part " + target);
      }
      String type = led.getContentType();
      // As Office: other data that a program keeps in the document may change.
      if (!relationship.getRelationshipType().endsWith("customXml") || type.equals("text/xml")) {
        references.add(reference(signing, target + "?ContentType=" + type, List.of()));
      }
    }
    if (ids.hasSourceIds()) {
      references.add(
          reference(
              signing,
              part.getPartName().getName() + "?ContentType=" + ContentTypes.RELATIONSHIPS_PART,
              List.of(
                  transform(signing, RelationshipTransformService.TRANSFORM_URI, ids),
                  transform(signing, CanonicalizationMethod.INCLUSIVE, null))));
    }
  }

  private static PackageRelationshipCollection relationships(OPCPackage document, PackagePart part)
      throws InvalidFormatException, XMLSignatureException {
    URI source =
        PackagingURIHelper.getSourcePartUriFromRelationshipPartUri(part.getPartName().getURI());
    if (source.equals(PackagingURIHelper.PACKAGE_ROOT_URI)) {
      return document.getRelationships();
    }
    PackagePart of = document.getPart(PackagingURIHelper.createPartName(source));
    if (of == null) {
      throw new XMLSignatureException("Relationships of a part that is not there: " + source);
    }
    return of.getRelationships();
  }

  private static Reference reference(SignatureInfo signing, String uri, List<Transform> transforms)
      throws XMLSignatureException {
    XMLSignatureFactory factory = signing.getSignatureFactory();
    try {
      return factory.newReference(
          uri,
          factory.newDigestMethod(
              signing.getSignatureConfig().getDigestMethodUri(), (DigestMethodParameterSpec) null),
          new ArrayList<>(transforms),
          null,
          null);
    } catch (GeneralSecurityException e) {
      throw new XMLSignatureException(e);
    }
  }

  private static Transform transform(
      SignatureInfo signing, String algorithm, @Nullable TransformParameterSpec parameters)
      throws XMLSignatureException {
    try {
      return signing.getSignatureFactory().newTransform(algorithm, parameters);
    } catch (GeneralSecurityException e) {
      throw new XMLSignatureException(e);
    }
  }
}
