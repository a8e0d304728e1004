package main

import (
	"bufio"
	"crypto"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"sync"
	"time"
)

// provider is a small OpenID Connect provider. Who signs in and what is wrong with the
// proof stands in the address that the browser is sent to: as, name and fault.
type provider struct {
	issuer        string
	key, stranger *rsa.PrivateKey
	mutex         sync.Mutex
	codes         map[string]url.Values
}

const (
	providerClient = "zhibiao"
	providerSecret = "the house knows"
)

// runProvider serves until its standard input is closed, and prints its address.
func runProvider([]string) error {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	key, err1 := rsa.GenerateKey(rand.Reader, 2048)
	stranger, err2 := rsa.GenerateKey(rand.Reader, 2048)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	p := &provider{issuer: "http://" + listener.Addr().String(), key: key, stranger: stranger, codes: map[string]url.Values{}}
	routes := http.NewServeMux()
	routes.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, map[string]any{"issuer": p.issuer, "authorization_endpoint": p.issuer + "/authorize", "token_endpoint": p.issuer + "/token",
			"jwks_uri": p.issuer + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	routes.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		answerJSON(w, map[string]any{"keys": []any{map[string]string{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one",
			"n": encoded(key.N.Bytes()), "e": encoded(big.NewInt(int64(key.E)).Bytes())}}})
	})
	routes.HandleFunc("/authorize", p.authorize)
	routes.HandleFunc("/token", p.token)
	fmt.Println(p.issuer)
	server := &http.Server{Handler: routes, ReadHeaderTimeout: time.Second}
	go func() {
		_, _ = bufio.NewReader(os.Stdin).ReadString(0)
		_ = server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// authorize lets everybody in and sends them back with a code.
func (p *provider) authorize(w http.ResponseWriter, request *http.Request) {
	asked := request.URL.Query()
	if asked.Get("client_id") != providerClient || asked.Get("response_type") != "code" || asked.Get("code_challenge_method") != "S256" {
		http.Error(w, "not a question for a code with PKCE", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	p.mutex.Lock()
	p.codes[code] = asked
	p.mutex.Unlock()
	answer := url.Values{"state": {asked.Get("state")}, "code": {code}}
	switch asked.Get("fault") {
	case "denied":
		answer = url.Values{"state": {asked.Get("state")}, "error": {"access_denied"}}
	case "state":
		answer.Set("state", "made-up")
	}
	http.Redirect(w, request, asked.Get("redirect_uri")+"?"+answer.Encode(), http.StatusFound)
}

// token redeems a code once, from the client with its secret and the verifier.
func (p *provider) token(w http.ResponseWriter, request *http.Request) {
	code := request.FormValue("code")
	p.mutex.Lock()
	asked := p.codes[code]
	delete(p.codes, code)
	p.mutex.Unlock()
	name, secret, _ := request.BasicAuth()
	if name == "" {
		name, secret = request.FormValue("client_id"), request.FormValue("client_secret")
	}
	name, _ = url.QueryUnescape(name)
	secret, _ = url.QueryUnescape(secret)
	challenge := sha256.Sum256([]byte(request.FormValue("code_verifier")))
	if asked == nil || name != providerClient || secret != providerSecret || encoded(challenge[:]) != asked.Get("code_challenge") ||
		request.FormValue("redirect_uri") != asked.Get("redirect_uri") {
		w.WriteHeader(http.StatusBadRequest)
		answerJSON(w, map[string]string{"error": "invalid_grant"})
		return
	}
	answerJSON(w, map[string]any{"access_token": "x", "token_type": "Bearer", "expires_in": 60, "id_token": p.proof(asked)})
}

// proof is the id_token, with the fault that was asked for.
func (p *provider) proof(asked url.Values) string {
	now := time.Now()
	claims := map[string]any{"iss": p.issuer, "aud": providerClient, "sub": asked.Get("as"), "preferred_username": asked.Get("name"),
		"nonce": asked.Get("nonce"), "iat": now.Unix(), "exp": now.Add(time.Minute).Unix()}
	head := map[string]string{"alg": "RS256", "kid": "one"}
	key := p.key
	switch asked.Get("fault") {
	case "forged":
		key = p.stranger
	case "expired":
		claims["exp"] = now.Add(-time.Hour).Unix()
	case "nonce":
		claims["nonce"] = "another"
	case "no nonce":
		delete(claims, "nonce")
	case "audience":
		claims["aud"] = "another-program"
	case "issuer":
		claims["iss"] = "http://another.example"
	case "nobody":
		claims["sub"] = ""
	case "unsigned", "secret":
		head["alg"] = "none"
	}
	if asked.Get("fault") == "secret" { // signed with what everybody knows, the public key
		head["alg"] = "HS256"
	}
	text := encodedJSON(head) + "." + encodedJSON(claims)
	switch head["alg"] {
	case "none":
		return text + "."
	case "HS256":
		public, _ := x509.MarshalPKIXPublicKey(&p.key.PublicKey)
		mark := hmac.New(sha256.New, public)
		mark.Write([]byte(text))
		return text + "." + encoded(mark.Sum(nil))
	}
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		panic(err)
	}
	return text + "." + encoded(signature)
}

func encoded(content []byte) string { return base64.RawURLEncoding.EncodeToString(content) }

func encodedJSON(content any) string {
	text, err := json.Marshal(content)
	if err != nil {
		panic(err)
	}
	return encoded(text)
}

func answerJSON(w http.ResponseWriter, content any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(content)
}
