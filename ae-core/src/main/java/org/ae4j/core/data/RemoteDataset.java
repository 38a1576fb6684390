package org.ae4j.core.data;

import java.net.URI;
import java.util.List;
import org.ae4j.api.ConfigurationException;
import org.ae4j.api.Names;

/**
 * Where a data set can be fetched from, and what must arrive.
 *
 * @param id what the data is called, as is its folder in the cache
 * @param mirrors addresses to which a file's name is appended, tried one after the other
 * @param files what makes up the data
 */
public record RemoteDataset(String id, List<URI> mirrors, List<RemoteFile> files) {

  /**
   * One file as it is published.
   *
   * @param size its length in bytes
   * @param sha256 its SHA-256 in hexadecimal
   */
  public record RemoteFile(String name, long size, String sha256) {
    /** Checks that the name is no path and the checksum is one. */
    public RemoteFile {
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new ConfigurationException("file name: got '" + name + "', expected a plain name");
      }
      if (size < 1 || !sha256.matches("[0-9a-f]{64}")) {
        throw new ConfigurationException(
            name
                + ": got size "
                + size
                + " and SHA-256 '"
                + sha256
                + "', expected at least 1 and 64 hexadecimal digits");
      }
    }
  }

  /** Fashion-MNIST as its authors publish it; these files have the MD5s that its README lists. */
  public static final RemoteDataset FASHION_MNIST =
      new RemoteDataset(
          "fashion-mnist",
          List.of(
              URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
              URI.create(
                  "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/")),
          List.of(
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  26421880,
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  29515,
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  4422102,
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  5148,
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5")));

  /** MNIST, from two mirrors of the files that LeCun, Cortes and Burges published. */
  public static final RemoteDataset MNIST =
      new RemoteDataset(
          "mnist",
          List.of(
              URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
              URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
          List.of(
              new RemoteFile(
                  "train-images-idx3-ubyte.gz",
                  9912422,
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
              new RemoteFile(
                  "train-labels-idx1-ubyte.gz",
                  28881,
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
              new RemoteFile(
                  "t10k-images-idx3-ubyte.gz",
                  1648877,
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
              new RemoteFile(
                  "t10k-labels-idx1-ubyte.gz",
                  4542,
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6")));

  /** Checks that there are mirrors and files. */
  public RemoteDataset {
    mirrors = List.copyOf(mirrors);
    files = List.copyOf(files);
    if (mirrors.isEmpty() || files.isEmpty()) {
      throw new ConfigurationException(id + ": expected at least one mirror and one file");
    }
    for (URI mirror : mirrors) {
      if (!mirror.toString().matches("https?://.*/")) {
        throw new ConfigurationException(
            "address: got '" + mirror + "', expected http:// or https://, and / at its end");
      }
    }
  }

  /** Returns the data set of this id. */
  public static RemoteDataset of(String id) {
    return switch (id) {
      case "fashion-mnist" -> FASHION_MNIST;
      case "mnist" -> MNIST;
      default -> throw Names.unknown("data to fetch", id, List.of(FASHION_MNIST.id, MNIST.id));
    };
  }

  /** Returns the same data at another address only; the files must be the same bytes. */
  public RemoteDataset at(URI mirror) {
    URI folder = mirror.toString().endsWith("/") ? mirror : URI.create(mirror + "/");
    return new RemoteDataset(id, List.of(folder), files);
  }
}
