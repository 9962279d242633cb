package vn.antin.signing.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import vn.antin.signing.problem.Problem;
import vn.antin.signing.problem.SigningException;

/** A request body that ends in a refusal instead of going on without end. */
public final class LimitedBody extends ServletInputStream {
  private final ServletInputStream body;
  private long left;

  LimitedBody(ServletInputStream body, long limit) {
    this.body = body;
    this.left = limit;
  }

  /**
   * The whole body of a request.
   *
   * @param most bytes
   * @throws vn.antin.signing.problem.SigningException DOCUMENT_TOO_LARGE, before anything is read
   *     when the request says its length
   */
  public static byte[] read(HttpServletRequest request, long most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw tooLong();
    }
    return new LimitedBody(request.getInputStream(), most).readAllBytes();
  }

  @Override
  public int read() throws IOException {
    var one = body.read();
    count(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = body.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  private void count(int read) {
    left -= read;
    if (left < 0) {
      throw tooLong();
    }
  }

  private static SigningException tooLong() {
    return Problem.DOCUMENT_TOO_LARGE.because("the body is longer than allowed");
  }

  @Override
  public boolean isFinished() {
    return body.isFinished();
  }

  @Override
  public boolean isReady() {
    return body.isReady();
  }

  @Override
  public void setReadListener(ReadListener listener) {
    body.setReadListener(listener);
  }
}
