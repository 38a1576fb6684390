import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Puts pictures below one another into one: Stack OUT.png PICTURE.png... */
final class Stack {
  private Stack() {}

  public static void main(String[] args) throws IOException {
    List<BufferedImage> pictures = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      pictures.add(ImageIO.read(new File(args[i])));
    }
    int width = pictures.stream().mapToInt(BufferedImage::getWidth).max().orElseThrow();
    int height = pictures.stream().mapToInt(BufferedImage::getHeight).sum();
    BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    graphics.setColor(new Color(pictures.get(0).getRGB(0, 0)));
    graphics.fillRect(0, 0, width, height);
    int top = 0;
    for (BufferedImage picture : pictures) {
      graphics.drawImage(picture, 0, top, null);
      top += picture.getHeight();
    }
    graphics.dispose();
    ImageIO.write(all, "png", new File(args[0]));
  }
}
