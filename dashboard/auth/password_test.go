package auth

import (
	"regexp"
	"strings"
	"testing"
)

func TestPasswordsMatchTheirHashOnly(t *testing.T) {
	passwords, err := NewPasswords()
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	hash, err := passwords.Hash(ctx, "草原上的十二匹马")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=47104,t=1,p=1$") || strings.Contains(hash, "草原") {
		t.Errorf("%s is not an argon2id hash with 46 MiB and one pass", hash)
	}
	for _, c := range []struct {
		password, hash string
		want           bool
	}{{"草原上的十二匹马", hash, true}, {"草原上的十二匹马 ", hash, false}, {"", hash, false}, {"草原上的十二匹马", "", false}, {"", "", false}} {
		if got, err := passwords.Match(ctx, c.password, c.hash); err != nil || got != c.want {
			t.Errorf("Match(%q, %.12q) = %t, %v; want %t", c.password, c.hash, got, err, c.want)
		}
	}
	if _, err := passwords.Match(ctx, "x", "no hash"); err == nil {
		t.Error("a broken hash is no error")
	}
}

func TestCheckPassword(t *testing.T) {
	for password, want := range map[string]string{
		"草原上的十二匹马奔跑":             "",
		"correct horse battery":  "",
		"短口令":                    "password.short",
		"ninechars":              "password.short",
		"aaaaaaaaaaaaaaaa":       "password.obvious",
		"1234567890":             "password.obvious", // 12345678 and two more
		"12345678ab":             "password.obvious",
		"password2024":           "password.obvious",
		"Password1!":             "password.obvious",
		"zhang.san-1985-birth":   "password.account",
		"ZHANG.SAN rides at six": "password.account",
		strings.Repeat("长", 129): "password.long",
		"ok then \xff bytes":     "password.long",
	} {
		got := ""
		if problem := CheckPassword(password, "zhang.san"); problem != nil {
			got = problem.Key
		}
		if got != want {
			t.Errorf("CheckPassword(%q) = %q, want %q", password, got, want)
		}
	}
}

func TestOneTimePasswordsAreReadableAndUsable(t *testing.T) {
	form := regexp.MustCompile(`^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$`)
	seen := map[string]bool{}
	for range 200 {
		password := OneTimePassword()
		if !form.MatchString(password) || seen[password] {
			t.Fatalf("%q is not four new groups of four", password)
		}
		seen[password] = true
	}
}

func TestDeviceTokensBelongToOneAccountAndPassword(t *testing.T) {
	token := DeviceToken("li.si", "hash one")
	if KnownDevice(token, "li.si", "hash one") == "" {
		t.Fatal("the account does not know its own browser")
	}
	for name, got := range map[string]string{
		"another account":    KnownDevice(token, "wang", "hash one"),
		"part of the name":   KnownDevice(token, "li", "hash one"),
		"a new password":     KnownDevice(token, "li.si", "hash two"),
		"no password":        KnownDevice(token, "li.si", ""),
		"a changed mark":     KnownDevice(token[:len(token)-1]+"x", "li.si", "hash one"),
		"no mark":            KnownDevice("li.si.nonce", "li.si", "hash one"),
		"nothing":            KnownDevice("", "li.si", "hash one"),
		"an unknown account": KnownDevice(DeviceToken("x", ""), "x", ""),
	} {
		if got != "" {
			t.Errorf("%s is taken for a known browser", name)
		}
	}
}
