package vn.antin.signing.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import vn.antin.signing.problem.Problem;

/** A request body that ends in a refusal instead of going on without end. */
final class LimitedBody extends ServletInputStream {
  private final ServletInputStream body;
  private long left;

  LimitedBody(ServletInputStream body, long limit) {
    this.body = body;
    this.left = limit;
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
      throw Problem.DOCUMENT_TOO_LARGE.because("the body is longer than allowed");
    }
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
