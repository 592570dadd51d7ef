package exchanges

import (
	"context"
	"sync"
	"time"

	"rollbook/model"
	"rollbook/model/exchange"
	"rollbook/model/mishap"
	"rollbook/ui/kit"
)

// Preferences is what this computer remembers for its user.
type Preferences interface {
	String(key string) string
	SetString(key, value string)
}

// Carriers follow a shared folder and a hub while a register is open, in the background,
// for as long as this computer is told to.
type Carriers struct {
	register    exchange.Register
	preferences Preferences
	changed     func() // told, in some goroutine, when anything is different

	mu     sync.Mutex
	folder *following
	hub    *following
}

// following is one carrier that is followed.
type following struct {
	cancel context.CancelFunc
	done   chan struct{}
	status exchange.Status
	rounds int // since it began
}

// NewCarriers makes carriers that follow what this computer was told to follow for the
// register. changed is told, in some goroutine, when anything is different.
func NewCarriers(r exchange.Register, p Preferences, changed func()) *Carriers {
	return &Carriers{register: r, preferences: p, changed: changed}
}

// key names what is remembered for the register.
func (c *Carriers) key(what string) string { return what + " of " + c.register.UID() }

// Folder gives the folder that is followed; "" where none is.
func (c *Carriers) Folder() string { return c.preferences.String(c.key("folder")) }

// Hub gives the hub that is followed; its URL is empty where none is.
func (c *Carriers) Hub() exchange.Hub {
	return exchange.Hub{URL: c.preferences.String(c.key("hub")), Creds: c.preferences.String(c.key("hub credentials")), CA: c.preferences.String(c.key("hub certificates"))}
}

// Start begins to follow.
func (c *Carriers) Start() {
	c.startFolder()
	c.startHub()
}

func (c *Carriers) startFolder() {
	if dir := c.Folder(); dir != "" {
		c.begin(&c.folder, exchange.Folder{Dir: dir}.Watch)
	}
}

func (c *Carriers) startHub() {
	if hub := c.Hub(); hub.URL != "" {
		c.begin(&c.hub, hub.Follow)
	}
}

// afterMistake is how long a carrier rests when the program made a mistake with it.
const afterMistake = time.Minute

// begin follows one carrier until it is ended.
func (c *Carriers) begin(place **following, follow func(context.Context, exchange.Register, func(exchange.Status)) error) {
	ctx, cancel := context.WithCancel(context.Background())
	f := &following{cancel: cancel, done: make(chan struct{})}
	c.mu.Lock()
	*place = f
	c.mu.Unlock()
	tell := func(s exchange.Status) {
		c.mu.Lock()
		f.status = s
		f.rounds++
		c.mu.Unlock()
		c.changed()
	}
	go func() {
		defer close(f.done)
		for {
			err := kit.Attempt("exchanging with other computers", func() error { return follow(ctx, c.register, tell) })
			if err != nil {
				tell(exchange.Status{Err: err})
			}
			if !mishap.Is(err) {
				return
			}
			select { // it may go better with what comes next
			case <-ctx.Done():
				return
			case <-time.After(afterMistake):
			}
		}
	}()
}

// end ends the following of one carrier, after what is left was sent.
func (c *Carriers) end(place **following) {
	c.mu.Lock()
	f := *place
	*place = nil
	c.mu.Unlock()
	if f != nil {
		f.cancel()
		<-f.done
	}
}

// SetFolder follows another folder; "" follows none. It waits until what was under way is
// done, and so does not belong on the UI goroutine.
func (c *Carriers) SetFolder(dir string) {
	c.end(&c.folder)
	c.preferences.SetString(c.key("folder"), dir)
	c.startFolder()
	c.changed()
}

// SetHub follows another hub; one without a URL is none. It waits like SetFolder.
func (c *Carriers) SetHub(hub exchange.Hub) {
	c.end(&c.hub)
	c.preferences.SetString(c.key("hub"), hub.URL)
	c.preferences.SetString(c.key("hub credentials"), hub.Creds)
	c.preferences.SetString(c.key("hub certificates"), hub.CA)
	c.startHub()
	c.changed()
}

// Stop ends everything, after what is left was sent. Nothing is forgotten. It waits like
// SetFolder.
func (c *Carriers) Stop() {
	c.end(&c.folder)
	c.end(&c.hub)
}

// standing is how the carriers stand.
type standing struct {
	folder, hub           exchange.Status
	folderKnown, hubKnown bool // they were looked at since the register was opened
}

func (c *Carriers) standing() standing {
	c.mu.Lock()
	defer c.mu.Unlock()
	var s standing
	if c.folder != nil {
		s.folder, s.folderKnown = c.folder.status, c.folder.rounds > 0
	}
	if c.hub != nil {
		s.hub, s.hubKnown = c.hub.status, c.hub.rounds > 0
	}
	return s
}

// ToGo gives how many edits known here have not reached every carrier yet, and why the
// carriers do not take them, if they do not.
func (c *Carriers) ToGo() (edits int64, err error) {
	s := c.standing()
	err = s.folder.Err
	if err == nil {
		err = s.hub.Err
	}
	if model.CodeOf(err) == model.EGone { // a folder or hub that is away comes back
		err = nil
	}
	return max(s.folder.ToGo, s.hub.ToGo), err
}
