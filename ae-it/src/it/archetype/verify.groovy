// Hands the jar that was built to the ae command, as a person would.

def ae = { String... arguments ->
  def java = new File(System.getProperty('java.home'), 'bin/java').path
  def jar = new File(lib).listFiles().find { it.name.startsWith('ae-cli-') }
  def command = [java, '-jar', jar.path, *arguments, '--plugin-path', 'target/stranger/target']
  def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
  def output = process.inputStream.text
  assert process.waitFor() == 0 : output
  output
}

def plugins = ae('plugins')
assert plugins.contains('decorrelated')
assert plugins.contains('snake')
assert plugins.contains('left out: none')

def training = ae('train', '--variant', 'decorrelated', '--encoder', 'dense(16) snake dense(4)', '--limit', '64',
    '--epochs', '1', '--threads', '2', '--no-pictures', '--out', 'target/model.safetensors')
assert training.contains('decorrelated on fashion-mnist-sample')
assert ae('info', 'target/model.safetensors').contains('decorrelated')
