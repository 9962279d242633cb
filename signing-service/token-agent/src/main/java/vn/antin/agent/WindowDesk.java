package vn.antin.agent;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.event.KeyEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.DefaultTableModel;
import org.jspecify.annotations.Nullable;
import vn.antin.agent.job.SigningJob;
import vn.antin.signing.token.Pkcs11Library.ConnectedToken;
import vn.antin.signing.token.TokenSecret;

/**
 * Plain windows in large letters, to be used with the keyboard alone. Names of documents are shown
 * as text: Swing would take what begins with {@code <html>} for a page.
 */
final class WindowDesk implements Desk {

  private static final String TITLE = "Ấn Tín – ký bằng USB Token";
  private static final float SIZE = 18f;
  private static final int WIDTH = 680;
  private static final String NO_HTML = "html.disable";

  private final JFrame frame;
  private final JProgressBar bar = new JProgressBar();

  WindowDesk() {
    this.frame = onScreen(WindowDesk::frame);
  }

  private static JFrame frame() {
    for (Object key : Collections.list(UIManager.getDefaults().keys())) {
      if (UIManager.get(key) instanceof FontUIResource font) {
        UIManager.put(key, new FontUIResource(font.deriveFont(Math.max(SIZE, font.getSize2D()))));
      }
    }
    JFrame made = new JFrame(TITLE);
    made.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
    made.setAlwaysOnTop(true);
    return made;
  }

  @Override
  public boolean agrees(SigningJob job) {
    return onScreen(() -> {
      JPanel panel = new JPanel(new BorderLayout(12, 12));
      panel.add(text(summary(job)), BorderLayout.NORTH);
      panel.add(new JScrollPane(table(job)), BorderLayout.CENTER);
      return asked(panel, "Ký " + job.documents().size() + " văn bản", KeyEvent.VK_K, null);
    });
  }

  private static String summary(SigningJob job) {
    return """
    Máy chủ %s đề nghị ký %d văn bản
    Người ký: %s
    Chứng thư số: %s
    Hãy xem danh sách. Chỉ ký khi đúng là những văn bản bạn vừa chọn trên trang.\
    """
        .formatted(
            job.server().name(),
            job.documents().size(),
            JsonText.printable(job.official()),
            JsonText.printable(job.subject()));
  }

  private static JTable table(SigningJob job) {
    DefaultTableModel model =
        new DefaultTableModel(new Object[] {"Số", "Văn bản", "Trang", "Mã kiểm tra"}, 0) {
          private static final long serialVersionUID = 1L;

          @Override
          public boolean isCellEditable(int row, int column) {
            return false;
          }
        };
    for (SigningJob.JobDocument document : job.documents()) {
      model.addRow(
          new Object[] {
            document.number() + 1,
            JsonText.printable(document.name()),
            document.pages(),
            Words.fingerprint(document)
          });
    }
    JTable table = new JTable(model);
    DefaultTableCellRenderer plain = new DefaultTableCellRenderer();
    plain.putClientProperty(NO_HTML, true);
    table.setDefaultRenderer(Object.class, plain);
    Font font = UIManager.getFont("Table.font");
    table.setRowHeight(Math.round(font.getSize2D() * 1.7f));
    table.getColumnModel().getColumn(0).setMaxWidth(70);
    table.getColumnModel().getColumn(1).setPreferredWidth(460);
    table.getColumnModel().getColumn(2).setMaxWidth(90);
    table.getColumnModel().getColumn(3).setPreferredWidth(220);
    table.setPreferredScrollableViewportSize(new Dimension(820, 320));
    table.getAccessibleContext().setAccessibleName("Danh sách văn bản sẽ ký");
    return table;
  }

  @Override
  public @Nullable TokenSecret pin(ConnectedToken token, String warning) {
    return onScreen(() -> {
      JPasswordField field = new JPasswordField(16);
      field.getAccessibleContext().setAccessibleName("Mã PIN");
      JPanel panel = new JPanel(new BorderLayout(12, 12));
      String said = "Mã PIN của token \"" + JsonText.printable(token.label()) + "\"";
      panel.add(text(warning.isEmpty() ? said : warning + "\n\n" + said), BorderLayout.NORTH);
      panel.add(field, BorderLayout.CENTER);
      boolean given = asked(panel, "Ký", KeyEvent.VK_K, field);
      char[] typed = field.getPassword();
      field.setText("");
      try {
        return given && typed.length > 0 ? TokenSecret.of(typed) : null;
      } finally {
        Arrays.fill(typed, '\0');
      }
    });
  }

  /** A dialog with two buttons; Esc and the window's own button mean no. */
  private boolean asked(JPanel content, String yes, int mnemonic, @Nullable JComponent first) {
    JDialog dialog = new JDialog(frame, TITLE, true);
    boolean[] answer = {false};
    JButton agree = new JButton(yes);
    agree.setMnemonic(mnemonic);
    agree.addActionListener(_ -> {
      answer[0] = true;
      dialog.dispose();
    });
    JButton stop = new JButton("Không ký");
    stop.setMnemonic(KeyEvent.VK_H);
    stop.addActionListener(_ -> dialog.dispose());
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 12, 0));
    buttons.add(stop);
    buttons.add(agree);
    content.add(buttons, BorderLayout.SOUTH);
    content.setBorder(BorderFactory.createEmptyBorder(16, 16, 16, 16));
    dialog.setContentPane(content);
    dialog
        .getRootPane()
        .registerKeyboardAction(
            _ -> dialog.dispose(),
            KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
            JComponent.WHEN_IN_FOCUSED_WINDOW);
    if (first != null) {
      dialog.getRootPane().setDefaultButton(agree); // Enter after the PIN; nowhere else
    }
    dialog.setAlwaysOnTop(true);
    dialog.pack();
    dialog.setLocationRelativeTo(null);
    Component focus = first == null ? stop : first;
    SwingUtilities.invokeLater(focus::requestFocusInWindow);
    dialog.setVisible(true);
    return answer[0];
  }

  private static JTextArea text(String said) {
    JTextArea area = new JTextArea(said);
    area.setEditable(false);
    area.setLineWrap(true);
    area.setWrapStyleWord(true);
    area.setOpaque(false);
    area.setFont(UIManager.getFont("Label.font"));
    area.setSize(new Dimension(WIDTH, Short.MAX_VALUE)); // so that lines are broken to tell
    area.setPreferredSize(new Dimension(WIDTH, area.getPreferredSize().height));
    return area;
  }

  @Override
  public boolean lastTry(ConnectedToken token) {
    return onScreen(() ->
        JOptionPane.showOptionDialog(
                frame,
                text(Words.warning(token)),
                TITLE,
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                new Object[] {"Nhập lần cuối", "Không ký"},
                "Không ký")
            == 0);
  }

  @Override
  public boolean again(String missing) {
    return onScreen(() ->
        JOptionPane.showOptionDialog(
                frame,
                text(missing),
                TITLE,
                JOptionPane.DEFAULT_OPTION,
                JOptionPane.WARNING_MESSAGE,
                null,
                new Object[] {"Thử lại", "Không ký"},
                "Thử lại")
            == 0);
  }

  @Override
  public void progress(int signed, int total) {
    onScreen(() -> {
      if (!frame.isVisible()) {
        JPanel panel = new JPanel(new BorderLayout(12, 12));
        panel.setBorder(BorderFactory.createEmptyBorder(16, 16, 16, 16));
        panel.add(new JLabel("Đang ký…"), BorderLayout.NORTH);
        bar.setStringPainted(true);
        panel.add(bar, BorderLayout.CENTER);
        frame.setContentPane(panel);
        frame.setSize(480, 160);
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
      }
      bar.setMaximum(total);
      bar.setValue(signed);
      bar.setString(signed + "/" + total);
      return true;
    });
  }

  @Override
  public void done(String text) {
    end(text + "\nBạn có thể trở lại trang.", JOptionPane.INFORMATION_MESSAGE);
  }

  @Override
  public void failed(String text) {
    end(text, JOptionPane.ERROR_MESSAGE);
  }

  private void end(String said, int kind) {
    onScreen(() -> {
      JOptionPane.showMessageDialog(frame, text(said), TITLE, kind);
      return true;
    });
    onScreen(() -> {
      frame.dispose();
      return true;
    });
  }

  private static <T extends @Nullable Object> T onScreen(Supplier<T> work) {
    AtomicReference<T> result = new AtomicReference<>();
    try {
      SwingUtilities.invokeAndWait(() -> result.set(work.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a window was open", e);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("a window could not be shown", e.getCause());
    }
    return result.get();
  }
}
