package org.ae4j.core.data;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.DataException;
import org.ae4j.api.DatasetFactory;
import org.ae4j.api.DatasetRequest;
import org.ae4j.api.DatasetSplits;
import org.ae4j.api.Shape;

/** Opens a folder of PNG and JPEG images, in name order; sub-folders are classes. */
public final class ImagesFactory implements DatasetFactory {
  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  /** Makes the factory. */
  public ImagesFactory() {}

  @Override
  public String id() {
    return "images";
  }

  @Override
  public String description() {
    return "a folder of PNG and JPEG images, or of such folders by class (options: size=WxH,"
        + " color=grey or rgb)";
  }

  @Override
  public boolean recognizes(String source) {
    return source.equals(id())
        || PathForms.folder(source)
            .filter(folder -> !MnistFiles.isIn(folder) && ImageFolder.isIn(folder))
            .isPresent();
  }

  @Override
  public DatasetSplits open(DatasetRequest request) {
    Options options = Options.of(id(), request, "size", "color");
    Optional<Matcher> size = options.get("size").map(ImagesFactory::size);
    Optional<Boolean> grey = options.get("color").map(ImagesFactory::isGrey);
    Path folder = DataFolders.source(id(), request);
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder + ": found a file, expected a folder of images; check the path");
    }
    ImageFolder listing = ImageFolder.list(folder);
    BufferedImage first = ImageFile.read(listing.files().get(0));
    Shape shape =
        Shape.image(
            grey.orElseGet(() -> ImageFile.isGrey(first)) ? 1 : 3,
            size.map(match -> Integer.parseInt(match.group(2))).orElse(first.getHeight()),
            size.map(match -> Integer.parseInt(match.group(1))).orElse(first.getWidth()));
    DenseDataset data = read(folder, listing, shape, size.isPresent());
    if (!listing.classes().isEmpty()) {
      int[] labels = listing.labels().stream().mapToInt(Integer::intValue).toArray();
      data = data.withLabels(labels, listing.classes());
    }
    return new DatasetSplits(data, Optional.empty());
  }

  private static DenseDataset read(Path folder, ImageFolder listing, Shape shape, boolean scaled) {
    int channels = shape.dimension(0);
    int height = shape.dimension(1);
    int width = shape.dimension(2);
    RowLayout layout =
        RowLayout.of(folder.toString(), listing.files().size(), channels, height, width);
    byte[] bytes = new byte[layout.arrayLength(folder.toString())];
    for (int row = 0; row < layout.rows(); row++) {
      Path file = listing.files().get(row);
      BufferedImage image = ImageFile.read(file);
      if (!scaled && (image.getWidth() != width || image.getHeight() != height)) {
        throw DataProblem.at(
            file.toString(),
            "size",
            image.getWidth() + "x" + image.getHeight(),
            width + "x" + height + " as of " + PathForms.name(listing.files().get(0)),
            "scale all images to one size (size=WxH)");
      }
      copy(image, channels, bytes, row * shape.size(), width, height);
    }
    List<String> names =
        listing.files().stream()
            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
            .toList();
    return new ByteArrayDataset(PathForms.name(folder), shape, bytes).withRowNames(names);
  }

  private static void copy(
      BufferedImage image, int channels, byte[] bytes, int offset, int width, int height) {
    byte[] planes = ImageFile.planes(image, channels == 1);
    int area = image.getWidth() * image.getHeight();
    for (int c = 0; c < channels; c++) {
      int target = offset + c * width * height;
      if (image.getWidth() == width && image.getHeight() == height) {
        System.arraycopy(planes, c * area, bytes, target, area);
      } else {
        ImageScaler.scale(
            planes, c * area, image.getWidth(), image.getHeight(), bytes, target, width, height);
      }
    }
  }

  private static Matcher size(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new ConfigurationException(
          "data option size: got '" + text + "', expected WIDTHxHEIGHT, for example 32x32");
    }
    return matcher;
  }

  private static boolean isGrey(String text) {
    return switch (text) {
      case "grey", "gray" -> true;
      case "rgb" -> false;
      default ->
          throw new ConfigurationException(
              "data option color: got '" + text + "', expected grey or rgb");
    };
  }
}
