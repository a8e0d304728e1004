package nativetest

import (
	"regexp"
	"strconv"

	chproto "github.com/ClickHouse/ch-go/proto"
)

// Codes of exceptions that this server makes itself, as ClickHouse has them.
const (
	codeUnexpectedPacket     = 101
	codeNoSuchColumn         = 16
	codeCancelled            = 394
	codeAuthenticationFailed = 516
	codeOfNoEngine           = 1002 // an unknown exception
)

// exception is an error that a client is told as a packet.
type exception struct{ chproto.Exception }

func (e *exception) Error() string { return e.Message }

func refuse(code int, message string) *exception {
	return &exception{chproto.Exception{Code: chproto.Error(code), Name: "DB::Exception", Message: "DB::Exception: " + message}}
}

// engineMessage is how the engine puts an exception into words over HTTP; the native
// protocol carries the code by itself.
var engineMessage = regexp.MustCompile(`(?s)^Code: (\d+)\. (?:DB::Exception: )?(.*?)\s*$`)

// exceptionOf makes of the engine's words the exception that a server tells.
func exceptionOf(words string) *exception {
	found := engineMessage.FindStringSubmatch(words)
	if found == nil {
		return refuse(codeOfNoEngine, words)
	}
	code, err := strconv.Atoi(found[1])
	if err != nil {
		return refuse(codeOfNoEngine, words)
	}
	return refuse(code, found[2])
}
