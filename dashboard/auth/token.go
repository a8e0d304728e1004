package auth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"
)

// NewToken returns a random text of at least 128 bits that stands for a session in its cookie.
func NewToken() string { return rand.Text() + rand.Text() }

// AccessTokenPrefix begins every access token of a program, so that one that was left
// lying about can be recognised; AccessTokenLength is how many characters follow.
const (
	AccessTokenPrefix = "zb_"
	AccessTokenLength = 52
)

// NewAccessToken returns a token for a program: 256 random bits after the prefix.
func NewAccessToken() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // never fails
	return AccessTokenPrefix + strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(random))
}

// Digest is what is kept of a token: who reads the database cannot use it.
func Digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Mark returns sixteen bits by which two attempts with the same name can be told to belong
// together. Without the secret nobody finds names with the same mark; with it, the mark of
// a password that was typed in the place of a name says too little to find it.
func Mark(secret, name string) string {
	mark := hmac.New(sha256.New, []byte(secret))
	mark.Write([]byte(name))
	return hex.EncodeToString(mark.Sum(nil))[:4]
}

// DeviceToken returns the value of a cookie by which a browser is known as one that its
// account has been signed in with (OWASP, Slow Down Online Guessing Attacks with Device
// Cookies). It is bound to the hash of the password: a new password makes it void.
func DeviceToken(account, passwordHash string) string {
	nonce := rand.Text()
	return account + "." + nonce + "." + deviceMark(account, nonce, passwordHash)
}

// KnownDevice returns the nonce of a device cookie, or an empty text when the cookie
// does not belong to the account with this hash.
func KnownDevice(cookie, account, passwordHash string) string {
	rest, found := strings.CutPrefix(cookie, account+".")
	nonce, mark, two := strings.Cut(rest, ".")
	if !found || !two || passwordHash == "" || !hmac.Equal([]byte(mark), []byte(deviceMark(account, nonce, passwordHash))) {
		return ""
	}
	return nonce
}

func deviceMark(account, nonce, passwordHash string) string {
	mark := hmac.New(sha256.New, []byte(passwordHash))
	mark.Write([]byte("device\x00" + account + "\x00" + nonce))
	return hex.EncodeToString(mark.Sum(nil))
}
