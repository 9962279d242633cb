package vn.antin.signing.engine.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSTypedData;

/** What is signed, read once as a stream. */
final class StreamContent implements CMSTypedData {

  private final InputStream content;

  StreamContent(InputStream content) {
    this.content = content;
  }

  @Override
  public ASN1ObjectIdentifier getContentType() {
    return CMSObjectIdentifiers.data;
  }

  @Override
  public void write(OutputStream out) throws IOException, CMSException {
    content.transferTo(out);
  }

  @Override
  public Object getContent() {
    return content;
  }
}
