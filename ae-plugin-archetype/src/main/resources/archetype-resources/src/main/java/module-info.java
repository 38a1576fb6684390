/** A plugin for ae4j. */
module ${package} {
  requires org.ae4j.api;

  provides org.ae4j.api.AutoencoderPlugin with
      ${package}.ExamplePlugin;
}
