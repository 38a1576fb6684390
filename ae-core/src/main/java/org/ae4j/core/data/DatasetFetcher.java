package org.ae4j.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ae4j.api.DataException;
import org.ae4j.core.data.RemoteDataset.RemoteFile;

/**
 * Downloads a data set's files into a folder and checks their lengths and SHA-256s.
 *
 * <p>A file appears under its name only when it is complete and right. A file that is there and
 * right is kept; nothing is resumed. Nothing else in this library uses the network.
 */
public final class DatasetFetcher {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

  private final Duration limit;
  private final Consumer<String> progress;

  /**
   * Makes a fetcher.
   *
   * @param limit how long one file may take
   * @param progress told in one line what happens to each file
   */
  public DatasetFetcher(Duration limit, Consumer<String> progress) {
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * Fetches the files that are not in the folder yet, from the first mirror that has them right.
   *
   * @param folder created if it is absent, usually {@link DataFolders#cache}
   * @throws DataException if a file cannot be had from any mirror; the message says why, mirror by
   *     mirror
   */
  public void fetch(RemoteDataset data, Path folder) {
    List<Path> made = missing(folder);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(
          folder + ": cannot be made: " + DataProblem.oneLine(e) + "; name another cache folder",
          e);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT_LIMIT)
            .build();
    try {
      for (RemoteFile file : data.files()) {
        fetch(client, data.mirrors(), file, folder.resolve(file.name()));
      }
    } catch (DataException e) {
      deleteEmpty(made);
      throw e;
    }
  }

  /** Returns the folders that are not there yet, the innermost first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (Path at = folder.toAbsolutePath(); at != null && !Files.exists(at); at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  /** Leaves no folder behind that nothing came into. */
  private static void deleteEmpty(List<Path> folders) {
    try {
      for (Path folder : folders) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // It has files by now, which stay.
    }
  }

  private void fetch(HttpClient client, List<URI> mirrors, RemoteFile file, Path target) {
    if (isRight(file, target)) {
      progress.accept(target + ": already there");
      return;
    }
    List<String> failures = new ArrayList<>();
    for (URI mirror : mirrors) {
      URI address = mirror.resolve(file.name());
      try {
        download(client, address, file, target);
        progress.accept(target + ": fetched " + file.size() + " bytes from " + address);
        return;
      } catch (IOException e) {
        failures.add(address + ": " + DataProblem.oneLine(e));
      }
    }
    throw new DataException(
        file.name()
            + ": not fetched; "
            + String.join("; ", failures)
            + "; check the network and proxy (-Dhttps.proxyHost=), or name a mirror, or put the"
            + " file into "
            + target.getParent());
  }

  private void download(HttpClient client, URI address, RemoteFile file, Path target)
      throws IOException {
    Path part = Files.createTempFile(target.getParent(), file.name(), ".part");
    part.toFile().deleteOnExit();
    try {
      MessageDigest digest = Sha256.start();
      long size = receive(client, address, file, part, digest);
      String sum = Sha256.hex(digest);
      if (size != file.size()) {
        throw new IOException(
            "found "
                + (size > file.size() ? "more than " + file.size() : "" + size)
                + " bytes, expected "
                + file.size());
      }
      if (!sum.equals(file.sha256())) {
        throw new IOException("found SHA-256 " + sum + ", expected " + file.sha256());
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private long receive(
      HttpClient client, URI address, RemoteFile file, Path part, MessageDigest digest)
      throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(limit).GET().build();
    HttpResponse<InputStream> response = send(client, request);
    try (InputStream in = response.body();
        FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      if (response.statusCode() != 200) {
        throw new IOException("found HTTP status " + response.statusCode() + ", expected 200");
      }
      closeAfterLimit(in);
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int n = in.read(buffer); n >= 0 && size <= file.size(); n = in.read(buffer)) {
        out.write(buffer, 0, n);
        digest.update(buffer, 0, n);
        size += n;
      }
      channel.force(true);
      return size;
    }
  }

  private static HttpResponse<InputStream> send(HttpClient client, HttpRequest request)
      throws IOException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException(request.uri() + ": interrupted; start again", e);
    }
  }

  /**
   * Ends a download that stalls, for which the client has no time limit once the headers are there.
   */
  private void closeAfterLimit(InputStream in) {
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(
            () -> {
              try {
                in.close();
              } catch (IOException e) {
                // The reader gets its own exception.
              }
            });
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isRight(RemoteFile file, Path target) {
    try {
      if (!Files.isRegularFile(target) || Files.size(target) != file.size()) {
        return false;
      }
      return Sha256.of(target).equals(file.sha256());
    } catch (IOException e) {
      return false;
    }
  }
}
