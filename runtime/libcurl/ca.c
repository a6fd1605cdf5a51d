// Where OpenSSL looks for the certificates of authorities when nobody says: OpenSSL's own functions of these names
// give the folder of the machine that it was built for, and a function is deployed to another one. The variables
// SSL_CERT_FILE and SSL_CERT_DIR, and libcurl's CURLOPT_CAINFO, come before these.
#include <stddef.h>
#include <unistd.h>

extern const char *X509_get_default_cert_file(void);
extern const char *X509_get_default_cert_dir(void);

const char *X509_get_default_cert_file(void) {
  static const char *const places[] = {
      "/etc/pki/tls/certs/ca-bundle.crt",  // Amazon Linux, which Lambda runs, Fedora and their kin
      "/etc/ssl/ca-bundle.pem",            // SUSE
      "/etc/ssl/cert.pem",                 // Alpine and others
  };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    if (access(places[i], R_OK) == 0) return places[i];
  }
  return places[0];
}

// One file a certificate, named by its hash, as Debian, Ubuntu and Arch keep them: only the one asked for is read,
// which is why their bundle is not among the files above.
const char *X509_get_default_cert_dir(void) { return "/etc/ssl/certs"; }
