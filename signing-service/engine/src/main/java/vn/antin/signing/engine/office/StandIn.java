package vn.antin.signing.engine.office;

import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureSpi;
import java.security.spec.AlgorithmParameterSpec;
import java.util.List;

/** In place of a private key: it signs nothing, its value is a well-formed zero. */
final class StandIn implements PrivateKey {

  private static final long serialVersionUID = 1L;

  /** For XML signatures made with a stand-in. */
  static final Provider PROVIDER = new ZeroProvider();

  private final String algorithm;

  StandIn(String algorithm) {
    this.algorithm = algorithm;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
  }

  @Override
  public String getFormat() {
    return "none";
  }

  @Override
  public byte[] getEncoded() {
    return new byte[0];
  }

  private static final class ZeroProvider extends Provider {

    private static final long serialVersionUID = 1L;

    ZeroProvider() {
      super("AntinStandIn", "1", "Stands in for keys that are elsewhere");
      for (String digest : List.of("SHA256", "SHA384", "SHA512")) {
        put("Signature." + digest + "withRSA", ZeroSignature.class.getName());
        put("Signature." + digest + "withECDSA", ZeroSignature.class.getName());
      }
    }
  }

  /** Made by the JCA through its name. */
  public static final class ZeroSignature extends SignatureSpi {

    /** DER of an ECDSA value of 1 and 1, which the XML library takes apart. */
    private static final byte[] ONE = {0x30, 6, 2, 1, 1, 2, 1, 1};

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      throw new InvalidKeyException("A stand-in verifies nothing");
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      if (!(key instanceof StandIn)) {
        throw new InvalidKeyException("Only for stand-ins");
      }
    }

    @Override
    protected void engineUpdate(byte value) {}

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int count) {}

    @Override
    protected byte[] engineSign() {
      return ONE.clone();
    }

    @Override
    protected boolean engineVerify(byte[] value) {
      return false;
    }

    @Override
    protected void engineSetParameter(AlgorithmParameterSpec parameters) {}

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {}

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException("A stand-in has no parameters");
    }
  }
}
