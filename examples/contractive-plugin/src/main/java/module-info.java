import com.example.contractive.ContractivePlugin;
import org.ae4j.api.AutoencoderPlugin;

/** The contractive autoencoder of Rifai et al. (2011). */
module com.example.contractive {
  requires org.ae4j.api;

  provides AutoencoderPlugin with
      ContractivePlugin;
}
