package source

import "io"

// Received is told how many bytes have come, and of how many; 0: the source does not say.
type Received func(bytes, expected int64)

// counter tells how many bytes have gone through it.
type counter struct {
	told            Received // may be nil
	count, expected int64
	from            io.Reader // of these two
	to              io.Writer // one is set
}

// Read reads on and tells how much there is.
func (c *counter) Read(block []byte) (int, error) {
	n, err := c.from.Read(block)
	c.add(n)
	return n, err
}

// Write writes on and tells how much there is.
func (c *counter) Write(block []byte) (int, error) {
	n, err := c.to.Write(block)
	c.add(n)
	return n, err
}

func (c *counter) add(n int) {
	if c.count += int64(n); c.told != nil {
		c.told(c.count, c.expected)
	}
}
